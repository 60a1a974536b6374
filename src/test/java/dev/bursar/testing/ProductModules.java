package dev.bursar.testing;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.bursar.Bursar;
import module java.base;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.ModulithMetadata;

/**
 * The modules of the product as Spring Modulith sees them. It looks for each class that any class uses among all classes of all
 * modules, one after the other, several times; here the package says which module's classes to look at.
 */
public final class ProductModules extends ApplicationModules {
    private static final String ROOT = Bursar.class.getPackageName();

    public ProductModules() {
        super(
                ModulithMetadata.of(Bursar.class),
                DescribedPredicate.alwaysFalse(),
                new ImportOption.DoNotIncludeTests());
    }

    @Override
    public boolean contains(JavaClass type) {
        return moduleOf(type).isPresent();
    }

    @Override
    public Optional<ApplicationModule> getModuleByType(JavaClass type) {
        return type.getPackageName().equals(ROOT) ? super.getModuleByType(type) : moduleOf(type);
    }

    private Optional<ApplicationModule> moduleOf(JavaClass type) {
        String room = type.getPackageName();
        return room.startsWith(ROOT + ".")
                ? getModuleByName(room.substring(ROOT.length() + 1).split("\\.", 2)[0])
                        .filter(module -> module.contains(type))
                : Optional.empty();
    }
}
