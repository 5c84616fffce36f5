package org.imprimatur.bench;

import java.util.List;

/** Something that is measured, with what it is compared with. */
interface Measurement {
  /** What it is called on the command line. */
  String name();

  /** Measures it, leaving nothing behind. */
  List<Row> measure(Place place) throws Exception;
}
