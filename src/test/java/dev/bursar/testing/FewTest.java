package dev.bursar.testing;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.MethodMetadata;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;

/** What a full run leaves out, another test of the same class does there. */
class FewTest {
    @Test
    void eachNamesTheTestOfManyRoundsThatDoesTheSame() throws IOException {
        var readers = new SimpleMetadataReaderFactory();
        List<String> checked = new ArrayList<>();
        for (Resource file :
                new PathMatchingResourcePatternResolver().getResources("classpath*:dev/bursar/**/*Test.class")) {
            AnnotationMetadata type = readers.getMetadataReader(file).getAnnotationMetadata();
            List<String> full = type.getAnnotatedMethods(Full.class.getName()).stream()
                    .map(MethodMetadata::getMethodName)
                    .toList();
            for (MethodMetadata few : type.getAnnotatedMethods(Few.class.getName())) {
                assertThat(few.getAnnotationAttributes(Few.class.getName()))
                        .as(type.getClassName() + "." + few.getMethodName())
                        .hasEntrySatisfying("of", of -> assertThat(full).contains((String) of));
                checked.add(few.getMethodName());
            }
        }
        assertThat(checked).isNotEmpty();
    }
}
