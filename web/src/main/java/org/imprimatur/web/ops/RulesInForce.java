package org.imprimatur.web.ops;

import java.util.Optional;

/** Whether the rules of screening are those of their file. */
@FunctionalInterface
public interface RulesInForce {
  /** Why they are not, with line and key: the file was broken, and the rules before it stay. */
  Optional<String> refused();
}
