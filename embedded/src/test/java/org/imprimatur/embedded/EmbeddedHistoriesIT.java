package org.imprimatur.embedded;

import org.imprimatur.contract.HistoryContract;

/** The embedded engine held to histories of every kind; each waits for the disk. */
class EmbeddedHistoriesIT extends EmbeddedEngine implements HistoryContract {
  /** Fewer than in memory: each has files of its own. */
  @Override
  public int histories() {
    return Integer.getInteger("imprimatur.histories", 40);
  }
}
