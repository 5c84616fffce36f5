package org.imprimatur.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadersTest {
  @TempDir private Path folder;

  @Test
  void whoWaitsForAConnectionGetsItBeforeWhoComesLater() throws InterruptedException, SQLException {
    Database database = new Database(folder.resolve("imprimatur.db"));
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    try (Sql file = database.openToWrite();
        Readers readers = Readers.open(database, 1)) {
      file.script("CREATE TABLE t (id INTEGER PRIMARY KEY) STRICT");
      Thread waiting = new Thread(() -> readers.read(sql -> order.add("who waited")));
      readers.read(sql -> waits(waiting));
      readers.read(sql -> order.add("who came later"));
      waiting.join();
    }

    assertThat(order).containsExactly("who waited", "who came later");
  }

  private static boolean waits(Thread thread) {
    thread.start();
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    return true;
  }
}
