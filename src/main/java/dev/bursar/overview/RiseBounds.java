package dev.bursar.overview;

import module java.base;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How much more a team has to spend for somebody to look: both in percent and in the currency of its costs. */
@Component
record RiseBounds(BigDecimal percent, BigDecimal amount) {
    @Autowired
    RiseBounds(
            @Value("${bursar.attention.rise-percent:20}") BigDecimal percent,
            @Value("${bursar.attention.rise-amount:1000}") BigDecimal amount) {
        if (percent.signum() < 0 || amount.signum() < 0) {
            throw new IllegalArgumentException("bursar.attention.rise-percent and rise-amount can't be negative");
        }
        this.percent = percent;
        this.amount = amount;
    }

    boolean isPassed(BigDecimal now, BigDecimal before) {
        BigDecimal rise = now.subtract(before);
        return rise.compareTo(amount) >= 0
                && rise.multiply(BigDecimal.valueOf(100)).compareTo(before.multiply(percent)) >= 0;
    }
}
