using System.Diagnostics;
using Recs.Cli.Export.Log;
using Recs.Cli.Export.Rows;
using Recs.Core.Catalog;
using Recs.Core.Events;
using Recs.Core.Visitors.Profiles;
using Recs.Sqlite;

namespace Recs.Cli.Export;

/// <summary>Where the rows of each kind come from.</summary>
internal static class ExportSources
{
    public static IExportSource Of(ExportRequest request, SqliteInstallation installation, TimeProvider clock) => request.Kind switch
    {
        "events" => new EventExport(installation.EventLog, request, request.Csv ? new CsvRows<LogRecord>(EventTable.Columns, EventTable.Rows) : new JsonLines<LogRecord>(EventWire.Write)),
        "interactions" => new InteractionExport(
            installation.EventLog, request, request.Csv ? new CsvRows<InteractionRow>(InteractionRow.Columns, InteractionRow.Rows) : new JsonLines<InteractionRow>(InteractionRow.Write)),
        "items" => new ItemExport(installation.Catalog, request, request.Csv ? new CsvRows<CatalogItem>(ItemRow.Columns, ItemRow.Rows) : new JsonLines<CatalogItem>(ItemRow.Write)),
        "visitors" => Visitors(request, installation, clock),
        _ => throw new UnreachableException($"There are no rows of {request.Kind}."),
    };

    private static VisitorExport Visitors(ExportRequest request, SqliteInstallation installation, TimeProvider clock)
    {
        var profiles = new VisitorProfileReader(installation.VisitorReader, installation.EventLog, installation.Checkpoints, clock);
        return new VisitorExport(
            installation.VisitorReader, profiles, installation.Partitions, request,
            currency => request.Csv ? new CsvRows<VisitorProfile>(VisitorRow.Columns, p => VisitorRow.Rows(p, currency)) : new JsonLines<VisitorProfile>(VisitorRow.Write), clock);
    }
}
