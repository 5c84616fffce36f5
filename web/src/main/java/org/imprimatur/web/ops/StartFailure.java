package org.imprimatur.web.ops;

import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprimatur.embedded.DataUnusable;

/** Says why the board did not start: one line for what an operator can mend, else everything. */
public final class StartFailure {
  private static final String PORT_IN_USE =
      "The port is in use by another program; choose another with --port, or for health and metrics"
          + " with imprimatur.management.port.";

  private StartFailure() {}

  /** What to print, without a line end. */
  public static String explain(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .map(StartFailure::line)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> whole(failure));
  }

  private static Optional<String> line(Throwable cause) {
    if (cause instanceof DataUnusable) {
      return Optional.of(String.valueOf(cause.getMessage()));
    }
    if (cause instanceof ConfigValidationException wrong) {
      return Optional.of("A setting is wrong: " + problems(wrong));
    }
    if (cause instanceof BindException || cause instanceof QuarkusBindException) {
      return Optional.of(PORT_IN_USE);
    }
    String message = String.valueOf(cause.getMessage());
    return cause instanceof IllegalArgumentException && message.startsWith("port ")
        ? Optional.of("A setting is wrong: ports are numbers up to 65535.")
        : Optional.empty();
  }

  private static String problems(ConfigValidationException wrong) {
    return IntStream.range(0, wrong.getProblemCount())
        .mapToObj(i -> wrong.getProblem(i).getMessage())
        .collect(Collectors.joining("; "));
  }

  private static String whole(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return "Imprimatur did not start.\n" + text;
  }
}
