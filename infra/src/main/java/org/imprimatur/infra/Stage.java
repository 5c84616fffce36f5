package org.imprimatur.infra;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * A named deployment, and what its name decides. {@code prod} keeps its data whatever happens;
 * {@code prod} and {@code staging} are sized for people; every other stage is somebody's own and
 * cheap to make and to throw away.
 *
 * @param name lower-case letters, digits and hyphens
 */
record Stage(String name) {
  private static final String NAME = "(?=.{2,16}$)[a-z](-?[a-z0-9])+";

  /** Refuses names that could not be part of a host name of the sign-in pages. */
  Stage {
    if (!name.matches(NAME) || name.matches(".*(aws|amazon|cognito).*")) {
      throw new IllegalArgumentException(
          "A stage has 2 to 16 letters a-z, digits and single hyphens, and not the name of a"
              + " service of the cloud in it: "
              + name);
    }
  }

  /** Whether data outlives the stack. */
  boolean keepsData() {
    return name.equals("prod");
  }

  /** Whether it is sized for people who are not its developers. */
  boolean serves() {
    return keepsData() || name.equals("staging");
  }

  /** What happens to data when the stack goes. */
  RemovalPolicy removal() {
    return keepsData() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
  }

  /** How long logs are kept. */
  RetentionDays logRetention() {
    return keepsData() ? RetentionDays.THREE_MONTHS : RetentionDays.ONE_WEEK;
  }

  /** The name of its stack. */
  String stackName() {
    return "imprimatur-" + name;
  }
}
