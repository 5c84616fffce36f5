package org.imprimatur.web;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * A board on which nothing is decided by itself: what a test reads changes by what that test does
 * alone.
 */
public final class DecidedByPeople implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("imprimatur.approval.policy", "manual");
  }
}
