package org.imprimatur.prove;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs tests in a process of its own, named as {@code CLASS} or {@code CLASS#METHOD(TYPES)}; ends
 * with 0 when there were some and all passed.
 */
public final class RunTests {
  static final String COUNT = "tests passed: ";

  private RunTests() {}

  /** Runs them and ends the process. */
  public static void main(String[] names) {
    List<? extends DiscoverySelector> chosen =
        Arrays.stream(names)
            .map(
                name ->
                    name.contains("#")
                        ? DiscoverySelectors.selectMethod(name)
                        : DiscoverySelectors.selectClass(name))
            .toList();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(chosen).build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    TestExecutionSummary summary = listener.getSummary();
    summary.printFailuresTo(new PrintWriter(System.out, true, StandardCharsets.UTF_8), 12);
    System.out.println("\n" + COUNT + summary.getTestsSucceededCount());
    boolean all = summary.getTestsSucceededCount() == summary.getTestsFoundCount();
    System.exit(all && summary.getTestsFoundCount() > 0 ? 0 : 1);
  }
}
