using System.Globalization;
using System.Text.Json;

namespace Recs.Collector.Reading;

/// <summary>Numbers as senders write them: JSON numbers, or the same in quotes, as some Segment clients do.</summary>
internal static class Amounts
{
    /// <summary>The largest amount, either side of 0.</summary>
    public const decimal Largest = 1_000_000_000m;

    private const NumberStyles Quoted = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    private const decimal FloatNoise = 0.000_000_001m;

    public static bool TryRead(JsonElement value, out decimal number)
    {
        number = 0;
        if (value.ValueKind == JsonValueKind.Number) return value.TryGetDecimal(out number);
        return value.ValueKind == JsonValueKind.String && decimal.TryParse(value.GetString(), Quoted, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>
    /// To 4 decimal places, if it has no more: what lies beyond the ninth place is the noise of binary fractions
    /// (0.1 + 0.2) and is dropped.
    /// </summary>
    public static bool TryFix(decimal number, out decimal amount)
    {
        amount = decimal.Round(number, 4) + 0.0000m;
        return Math.Abs(amount - number) <= FloatNoise;
    }
}
