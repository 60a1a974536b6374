package dev.bursar.access.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is said when a request fails before any page could: nothing about why. */
@RestController
class ErrorAnswer implements ErrorController {
    @RequestMapping("/error")
    ResponseEntity<String> answer(HttpServletRequest request) {
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer number ? number : 404;
        var status = HttpStatus.resolve(code);
        var words = code >= 500 ? "Something went wrong" : "This is not available";
        return ResponseEntity.status(status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status)
                .contentType(MediaType.TEXT_HTML)
                .body("""
                        <!doctype html>
                        <html lang="en">
                        <head><meta charset="utf-8"><title>%1$s</title></head>
                        <body><h1>%1$s</h1><p><a href="/">Go to Bursar</a></p></body>
                        </html>
                        """.formatted(words));
    }
}
