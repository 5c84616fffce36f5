package org.imprimatur.aws;

/** stub. */
public final class AwsRuntime {
  private AwsRuntime() {}
}
