package org.imprimatur.web.ops;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.imprimatur.web.Settings;

/** Finds environment variables that look like settings but are none, so that a typo is noticed. */
public final class KnownEnvironment {
  private static final String PREFIX = "IMPRIMATUR_";

  private KnownEnvironment() {}

  /** The names among these that begin like a setting and name none, in alphabetical order. */
  public static Set<String> unknown(Set<String> names) {
    Set<String> unknown =
        names.stream()
            .filter(name -> name.startsWith(PREFIX))
            .collect(Collectors.toCollection(TreeSet::new));
    // Asking for all settings takes a while that a start without any in the environment need not
    // wait.
    if (!unknown.isEmpty()) {
      unknown.removeAll(known());
    }
    return unknown;
  }

  private static Set<String> known() {
    return ConfigMappings.getProperties(ConfigClass.configClass(Settings.class, "imprimatur"))
        .keySet()
        .stream()
        .map(KnownEnvironment::variable)
        .collect(Collectors.toSet());
  }

  /** The environment variable of a setting, as MicroProfile Config 3.1 maps names. */
  private static String variable(String setting) {
    return setting.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }
}
