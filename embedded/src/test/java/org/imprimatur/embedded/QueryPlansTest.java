package org.imprimatur.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each list is read along an index in its own order: no table is scanned, nothing is sorted. */
class QueryPlansTest {
  @TempDir private Path folder;
  private Sql sql;

  @BeforeEach
  void open() throws SQLException {
    sql = new Database(folder.resolve("imprimatur.db")).openToWrite();
    new Migrations().run(sql);
  }

  @AfterEach
  void close() throws SQLException {
    sql.close();
  }

  @Test
  void feedReadsItsIndex() throws SQLException {
    assertThat(plan(PostLists.PUBLISHED)).containsExactly(search("posts", "posts_published"));
  }

  @Test
  void moderationReadsItsIndex() throws SQLException {
    assertThat(plan(PostLists.WAITING)).containsExactly(search("posts", "posts_waiting"));
  }

  @Test
  void ownPostsReadTheirIndex() throws SQLException {
    assertThat(plan(PostLists.BY_AUTHOR)).containsExactly(search("posts", "posts_by_author"));
  }

  @Test
  void postsThatAreDueReadTheirIndex() throws SQLException {
    assertThat(plan(PostLists.DUE)).containsExactly(search("posts", "posts_due"));
  }

  @Test
  void searchReadsTheIndexOfWordsInTheOrderOfPublication() throws SQLException {
    assertThat(plan(SqliteSearch.FIND))
        .hasSize(3)
        .noneMatch(step -> step.contains("TEMP B-TREE"))
        .element(0)
        .asString()
        .startsWith("SCAN words VIRTUAL TABLE INDEX");
  }

  @Test
  void sweeperReadsItsIndexAlone() throws SQLException {
    assertThat(plan(Sweeper.EXPIRED))
        .containsExactly("SEARCH posts USING COVERING INDEX posts_expires");
  }

  @Test
  void archiveReadsItsIndexes() throws SQLException {
    assertThat(plan(SqliteArchive.ALL)).containsExactly(search("archive", "archive_latest"));
    assertThat(plan(SqliteArchive.BY_AUTHOR))
        .containsExactly(search("archive", "archive_by_author"));
  }

  @Test
  void auditTrailReadsItsIndexes() throws SQLException {
    assertThat(plan(SqliteAuditTrail.ALL)).containsExactly(search("audit", "audit_latest"));
    assertThat(plan(SqliteAuditTrail.OF_POST)).containsExactly(search("audit", "audit_by_post"));
    assertThat(plan(SqliteAuditTrail.PSEUDONYMISE))
        .containsExactly("SEARCH audit USING INDEX sqlite_autoindex_audit_1");
    assertThat(plan(SqliteAuditTrail.BY_PERSON))
        .containsExactly(search("audit", "audit_by_person"));
  }

  @Test
  void noticesReadTheirIndex() throws SQLException {
    assertThat(plan(SqliteNotices.OF_PERSON)).containsExactly(search("notices", "notices_latest"));
  }

  @Test
  void removalsAndAPersonsSessionsReadTheirIndexes() throws SQLException {
    assertThat(plan(SqliteRemovals.DUE)).containsExactly(search("removals", "removals_due"));
    assertThat(plan(SqliteSessions.OF_USER))
        .containsExactly(search("sessions", "sessions_by_user"));
  }

  @Test
  void recipientsReadTheirIndexes() throws SQLException {
    assertThat(plan(SqliteRecipients.FIND)).containsExactly("SEARCH recipients USING PRIMARY KEY");
    assertThat(plan(SqliteRecipients.MODERATORS))
        .containsExactly("SCAN recipients USING INDEX recipients_moderators");
  }

  @Test
  void exportSortsNothingThatIsLarge() throws SQLException {
    assertThat(plan(SqliteHoldings.POSTS))
        .containsExactly("SCAN posts USING INDEX sqlite_autoindex_posts_1");
    assertThat(plan(SqliteHoldings.ARCHIVE))
        .containsExactly("SCAN archive USING INDEX sqlite_autoindex_archive_1");
    assertThat(plan(SqliteAuditTrail.EVERYTHING))
        .containsExactly("SCAN audit USING INDEX audit_latest");
    assertThat(plan(SqliteNotices.EVERYTHING)).containsExactly("SCAN notices");
    assertThat(plan(SqliteHoldings.DEPARTING))
        .contains("SCAN changes")
        .noneMatch(step -> step.startsWith("SCAN archive"));
  }

  @Test
  void deliveriesReadTheirIndexes() throws SQLException {
    for (String query :
        List.of(
            Deliveries.DUE,
            Deliveries.NEXT_DUE,
            Deliveries.OLDEST_DUE,
            Deliveries.NEXT_SUBSCRIBER)) {
      assertThat(plan(query)).as(query).allMatch(step -> step.endsWith("INDEX deliveries_due"));
    }
    assertThat(plan(DeadLetterRows.LIST))
        .containsExactly(search("deliveries", "deliveries_parked"));
  }

  private static String search(String table, String index) {
    return "SEARCH " + table + " USING INDEX " + index;
  }

  private List<String> plan(String query) throws SQLException {
    long places = query.chars().filter(c -> c == '?').count();
    Object[] values = Stream.generate(() -> 1).limit(places).toArray();
    List<String> steps =
        sql.list("EXPLAIN QUERY PLAN " + query, row -> row.getString("detail"), values);
    return steps.stream().map(step -> step.replaceAll(" \\(.*", "")).toList();
  }
}
