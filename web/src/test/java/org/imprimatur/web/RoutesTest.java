package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The table of routes names exactly what the resources serve. */
class RoutesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.imprimatur.web");

  @Test
  void everyAddressAndMethodOfTheResourcesIsInTheTable() {
    Map<String, Set<String>> served = served();
    assertThat(served).hasSizeGreaterThan(10);
    served.forEach(
        (path, methods) ->
            assertThat(Routes.allowed(path)).as(path).contains(String.join(", ", methods)));
  }

  @Test
  void anAddressOfNoResourceIsNotInTheTable() {
    assertThat(Routes.allowed("/nowhere")).isEmpty();
    assertThat(Routes.allowed("/me/x")).isEmpty();
    assertThat(Routes.allowed("/posts/x/y")).isEmpty();
  }

  @Test
  void everyMethodOfAResourceSaysWhoMayReachIt() {
    List<String> silent =
        CLASSES.stream()
            .filter(resource -> resource.isAnnotatedWith(Path.class))
            .flatMap(resource -> resource.getMethods().stream())
            .filter(
                method -> method.isAnnotatedWith(GET.class) || method.isAnnotatedWith(POST.class))
            .filter(method -> !saysWho(method) && !saysWho(method.getOwner()))
            .map(JavaMethod::getFullName)
            .toList();
    assertThat(silent).isEmpty();
  }

  private static boolean saysWho(CanBeAnnotated declared) {
    return declared.isAnnotatedWith(PermitAll.class)
        || declared.isAnnotatedWith(RolesAllowed.class)
        || declared.isAnnotatedWith(Authenticated.class);
  }

  private static Map<String, Set<String>> served() {
    Map<String, Set<String>> served = new TreeMap<>();
    for (JavaClass resource : CLASSES) {
      if (resource.isAnnotatedWith(Path.class)) {
        for (JavaMethod method : resource.getMethods()) {
          add(served, path(resource, method), method);
        }
      }
    }
    return served;
  }

  private static void add(Map<String, Set<String>> served, String path, JavaMethod method) {
    if (method.isAnnotatedWith(GET.class)) {
      methods(served, path).addAll(Set.of("GET", "HEAD"));
    }
    if (method.isAnnotatedWith(POST.class)) {
      methods(served, path).add("POST");
    }
  }

  private static Set<String> methods(Map<String, Set<String>> served, String path) {
    return served.computeIfAbsent(path, p -> new TreeSet<>(Set.of("OPTIONS")));
  }

  private static String path(JavaClass resource, JavaMethod method) {
    String whole = resource.getAnnotationOfType(Path.class).value();
    if (method.isAnnotatedWith(Path.class)) {
      whole += "/" + method.getAnnotationOfType(Path.class).value();
    }
    String one = ("/" + whole).replaceAll("/+", "/").replaceAll("\\{[^}]*}", "x");
    return one.length() > 1 && one.endsWith("/") ? one.substring(0, one.length() - 1) : one;
  }
}
