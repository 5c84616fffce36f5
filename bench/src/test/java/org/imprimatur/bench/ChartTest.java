package org.imprimatur.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ChartTest {
  private static final double TARGET = 464;

  @Test
  void aFigureThatIsBetterReachesToTheRightOfTheTarget() throws Exception {
    Element bar = bars(Rows.of(100, 10, Target.ratioAtLeast(1))).get(0);
    assertThat(bar.getAttribute("class")).isEqualTo("met");
    assertThat(number(bar, "x")).isEqualTo(TARGET);
    assertThat(number(bar, "width")).isEqualTo(464);
  }

  @Test
  void oneThatIsWorseReachesToItsLeft() throws Exception {
    Element bar = bars(Rows.of(40, 10, Target.ratioAtMost(2))).get(0);
    assertThat(bar.getAttribute("class")).isEqualTo("missed");
    assertThat(number(bar, "x") + number(bar, "width")).isEqualTo(TARGET);
    assertThat(number(bar, "width")).isBetween(130.0, 150.0);
  }

  @Test
  void noneLeavesThePicture() throws Exception {
    Element bar = bars(Rows.of(1, 1_000_000, Target.ratioAtLeast(1))).get(0);
    assertThat(number(bar, "x")).isZero();
  }

  @Test
  void whatHasNoTargetHasNoBarAndWhatFailedSaysSo() throws Exception {
    assertThat(bars(Rows.of(1, 1, Target.NONE))).isEmpty();
    Row failed = Rows.of(Rows.failed("gone"), Rows.measured(1.0), Target.atMost(1));
    assertThat(number(bars(failed).get(0), "width")).isZero();
    assertThat(Chart.of(List.of(failed))).contains(">failed</text>");
  }

  @Test
  void textIsTextAndSaysFigureAndTarget() {
    assertThat(Chart.of(List.of(Rows.of(3, 2, Target.ratioAtLeast(0.75)))))
        .contains(">posts</text>")
        .contains(">beside commits</text>")
        .contains(">ratio 1.50 (target: ≥ 0.75)</text>")
        .contains("prefers-color-scheme: dark");
    assertThat(Chart.of(List.of(Rows.of(3, 2, Target.atMost(5)))))
        .contains(">3.00 /s (target: ≤ 5 /s)</text>");
  }

  @Test
  void namesAreEscaped() {
    Row row =
        new Row("a < b & c", Rows.measured(1.0), "", "", Rows.measured(1.0), Target.atMost(1));
    assertThat(Chart.of(List.of(row))).contains(">a &lt; b &amp; c</text>");
  }

  private static List<Element> bars(Row row) throws Exception {
    byte[] svg = Chart.of(List.of(row)).getBytes(StandardCharsets.UTF_8);
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg));
    NodeList all = document.getElementsByTagName("rect");
    return IntStream.range(0, all.getLength())
        .mapToObj(i -> (Element) all.item(i))
        .filter(rect -> rect.getAttribute("class").startsWith("m"))
        .toList();
  }

  private static double number(Element element, String name) {
    return Double.parseDouble(element.getAttribute(name));
  }
}
