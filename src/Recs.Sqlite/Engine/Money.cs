using System.Globalization;

namespace Recs.Sqlite.Engine;

/// <summary>Amounts are stored as text, exact.</summary>
internal static class Money
{
    public static string? Text(decimal? amount) => amount?.ToString(CultureInfo.InvariantCulture);

    public static decimal? OrNull(Rows rows, int column) =>
        rows.IsNull(column) ? null : decimal.Parse(rows.Text(column), CultureInfo.InvariantCulture);
}
