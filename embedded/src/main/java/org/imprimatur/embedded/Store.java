package org.imprimatur.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * An open data folder: its one writer and its readers.
 *
 * @param folder the lock on the folder
 * @param writer everything that is written goes through it
 * @param readers for requests
 * @param deliveryReaders for deliveries, which no rush of requests may hold up
 */
record Store(DataFolder folder, Writer writer, Readers readers, Readers deliveryReaders)
    implements AutoCloseable {
  private static final int DELIVERY_READERS = 2;

  /** Opens a folder, bringing its database to the form of this version. */
  static Store open(Path data, int readers, Crash crash) {
    DataFolder folder = DataFolder.hold(data);
    try {
      return open(folder, readers, crash);
    } catch (SQLException | RuntimeException e) {
      release(folder, e);
      throw e instanceof DataUnusable known
          ? known
          : new DataUnusable("The database in " + data + " cannot be opened: " + Reason.of(e), e);
    }
  }

  @Override
  public void close() throws SQLException, IOException {
    // The writer is last of the connections: it leaves the file without its log beside it.
    readers.close();
    deliveryReaders.close();
    writer.close();
    folder.close();
  }

  private static Store open(DataFolder folder, int readers, Crash crash) throws SQLException {
    Database database = new Database(folder.database());
    Sql writing = database.openToWrite();
    try {
      new Migrations().run(writing);
      return new Store(
          folder,
          new Writer(database, writing, crash),
          Readers.open(database, readers),
          Readers.open(database, DELIVERY_READERS));
    } catch (SQLException | RuntimeException e) {
      writing.close();
      throw e;
    }
  }

  private static void release(DataFolder folder, Exception why) {
    try {
      folder.close();
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }
}
