using System.Globalization;

namespace Recs.Sqlite.Engine;

/// <summary>The tables of <c>recs.db</c> and their version, kept in <c>user_version</c>.</summary>
internal static class Schema
{
    /// <summary>
    /// The version written. History: 1 the first; 2 has parts of imports and erasures, and overwrites what is deleted; 3 has lists, what
    /// came of them, and rules, and may have lost its oldest records; 4 knows which facts of products the shop told.
    /// </summary>
    public const int Version = 4;

    // "recs" in ASCII: tells this file from other people's databases.
    private const int DefaultPartitions = 16;
    private const int ApplicationId = 0x72656373;

    // Tables with small rows are WITHOUT ROWID; those with large ones are not, because their keys would spread over too many pages.
    private const string Tables =
        """
        CREATE TABLE installation(id INTEGER PRIMARY KEY CHECK(id = 1), partitions INTEGER NOT NULL, version INTEGER NOT NULL);
        CREATE TABLE log(place INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
        CREATE TABLE partition(partition INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, next_offset INTEGER NOT NULL,
          next_change INTEGER NOT NULL, next_outbox INTEGER NOT NULL);
        CREATE TABLE partition_site(partition INTEGER NOT NULL, site TEXT NOT NULL, bytes BLOB NOT NULL,
          PRIMARY KEY(partition, site)) WITHOUT ROWID;
        CREATE TABLE visitor(id INTEGER PRIMARY KEY, partition INTEGER NOT NULL, site TEXT NOT NULL, visitor TEXT NOT NULL,
          state BLOB NOT NULL, due INTEGER, UNIQUE(partition, site, visitor));
        CREATE INDEX visitor_due ON visitor(partition, site, due, visitor) WHERE due IS NOT NULL;
        CREATE TABLE visitor_order(partition INTEGER NOT NULL, site TEXT NOT NULL, visitor TEXT NOT NULL, hash INTEGER NOT NULL,
          bytes BLOB NOT NULL, PRIMARY KEY(partition, site, visitor, hash)) WITHOUT ROWID;
        CREATE TABLE alias(site TEXT NOT NULL, alias TEXT NOT NULL, user TEXT NOT NULL, PRIMARY KEY(site, alias)) WITHOUT ROWID;
        CREATE TABLE change(partition INTEGER NOT NULL, sequence INTEGER NOT NULL, bytes BLOB NOT NULL,
          PRIMARY KEY(partition, sequence)) WITHOUT ROWID;
        CREATE TABLE outbox(partition INTEGER NOT NULL, sequence INTEGER NOT NULL, bytes BLOB NOT NULL,
          PRIMARY KEY(partition, sequence)) WITHOUT ROWID;
        CREATE TABLE counter(id INTEGER PRIMARY KEY, partition INTEGER NOT NULL, site TEXT NOT NULL, kind INTEGER NOT NULL,
          key INTEGER NOT NULL, version INTEGER NOT NULL, bytes BLOB NOT NULL, UNIQUE(partition, site, kind, key));
        CREATE INDEX counter_version ON counter(site, version);
        CREATE TABLE sighting(site TEXT NOT NULL, item TEXT NOT NULL, version INTEGER NOT NULL, name TEXT, category TEXT,
          brand TEXT, price TEXT, currency TEXT, PRIMARY KEY(site, item)) WITHOUT ROWID;
        CREATE INDEX sighting_version ON sighting(site, version);
        CREATE TABLE name(site TEXT NOT NULL, hash INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY(site, hash)) WITHOUT ROWID;
        CREATE TABLE catalog_item(id INTEGER PRIMARY KEY, site TEXT NOT NULL, item TEXT NOT NULL, version INTEGER NOT NULL,
          title TEXT NOT NULL, category TEXT, brand TEXT, price TEXT, currency TEXT, in_stock INTEGER NOT NULL,
          repeatable INTEGER, url TEXT, image_url TEXT, attributes TEXT NOT NULL, UNIQUE(site, item));
        CREATE INDEX catalog_item_version ON catalog_item(site, version);
        CREATE TABLE dead_letter(id INTEGER PRIMARY KEY, site TEXT NOT NULL, received_at INTEGER NOT NULL, code TEXT NOT NULL,
          message TEXT NOT NULL, message_id TEXT, body TEXT NOT NULL);
        CREATE INDEX dead_letter_time ON dead_letter(site, received_at);
        CREATE INDEX dead_letter_code ON dead_letter(site, code);
        CREATE TABLE import_part(id INTEGER PRIMARY KEY, site TEXT NOT NULL, import TEXT NOT NULL, number INTEGER NOT NULL,
          digest BLOB NOT NULL, result BLOB NOT NULL, UNIQUE(site, import, number));
        CREATE TABLE erasure(receipt TEXT PRIMARY KEY, requested_at INTEGER NOT NULL, open INTEGER NOT NULL, bytes BLOB NOT NULL);
        CREATE INDEX alias_user ON alias(site, user);
        """;

    // Lists of recommendations, what came of them, and the rules of their making.
    private const string ListTables =
        """
        CREATE TABLE list(id INTEGER PRIMARY KEY, list BLOB NOT NULL, site TEXT NOT NULL, visitor INTEGER, bytes BLOB NOT NULL, UNIQUE(list, site));
        CREATE INDEX list_visitor ON list(site, visitor) WHERE visitor IS NOT NULL;
        CREATE TABLE list_outcome(id INTEGER PRIMARY KEY, site TEXT NOT NULL, list INTEGER NOT NULL, at INTEGER NOT NULL, bytes BLOB NOT NULL);
        CREATE INDEX list_outcome_list ON list_outcome(list, site);
        CREATE TABLE rule(site TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY(site, id)) WITHOUT ROWID;
        CREATE TABLE rule_version(site TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;
        """;

    // What version 4 added to version 3. Of older rows it is not known who told what, so the shop's next word counts.
    private const string AddedBy4 = "ALTER TABLE sighting ADD COLUMN told INTEGER NOT NULL DEFAULT 0;";

    /// <summary>Creates the tables in a new file; in an old one checks the version and the number of partitions, and adds what the version before lacks.</summary>
    public static void Prepare(Database database, string file, int? partitions)
    {
        var version = database.Number("PRAGMA user_version");
        var isNew = version == 0 && database.Number("SELECT count(*) FROM sqlite_schema") == 0;
        if (!isNew)
        {
            CheckVersion(database, file, version);
            CheckPartitions(database, file, partitions);
        }

        // Kept in the file, but a copy that SQLite's own tools made has lost it.
        database.Execute("PRAGMA journal_mode = WAL");
        if (isNew) Create(database, partitions ?? DefaultPartitions);
        else if (version < Version) Migrate(database);
    }

    /// <summary>The number of partitions a file was created with.</summary>
    public static int Partitions(Database database) => (int)database.Number("SELECT partitions FROM installation");

    private static void Create(Database database, int partitions)
    {
        var finish = string.Create(CultureInfo.InvariantCulture,
            $"INSERT INTO installation VALUES(1, {partitions}, 0); PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version};");
        database.Execute("BEGIN IMMEDIATE;" + Tables + ListTables + RetentionTables.Added + AddedBy4 + finish + "COMMIT;");
    }

    private static void Migrate(Database database) =>
        database.Execute(string.Create(CultureInfo.InvariantCulture, $"BEGIN IMMEDIATE;{AddedBy4}PRAGMA user_version = {Version};COMMIT;"));

    private static void CheckVersion(Database database, string file, long version)
    {
        if (database.Number("PRAGMA application_id") != ApplicationId)
            throw new StoredFormatException($"{file} is an SQLite database, but not one of Recs. Choose another data folder.");
        if (version is not (Version or Version - 1))
            throw new StoredFormatException($"{file} has schema version {version}; this build reads versions {Version - 1} and {Version}. Start the build that wrote it, or a newer one.");
    }

    private static void CheckPartitions(Database database, string file, int? partitions)
    {
        var stored = Partitions(database);
        if (partitions is not null && stored != partitions)
            throw new RecsException($"{file} was created with {stored} partitions, which is fixed for its life, and {partitions} were asked for. Ask for {stored}, or import the data into a new folder.");
    }
}
