using Recs.Core.Serialization;

namespace Recs.Core.Visitors;

/// <summary>What a visitor allows, as last said per purpose; null: never said.</summary>
public readonly record struct ConsentChoices(Consent? Analytics, Consent? Personalisation, Consent? Marketing)
{
    public bool IsEmpty => Analytics is null && Personalisation is null && Marketing is null;

    /// <summary>The later word counts for each purpose; of two with one stamp the refusal.</summary>
    public ConsentChoices Join(ConsentChoices other) =>
        new(Later(Analytics, other.Analytics), Later(Personalisation, other.Personalisation), Later(Marketing, other.Marketing));

    private static Consent? Later(Consent? a, Consent? b)
    {
        if (a is not { } x || b is not { } y) return a ?? b;
        var c = x.Stamp.CompareTo(y.Stamp);
        if (c == 0) return x.Granted ? b : a;
        return c > 0 ? a : b;
    }

    internal void Write(BinaryEncoder e, Instant reference)
    {
        e.Byte((byte)(Flags(Analytics) | (Flags(Personalisation) << 2) | (Flags(Marketing) << 4)));
        Analytics?.Stamp.Write(e, reference);
        Personalisation?.Stamp.Write(e, reference);
        Marketing?.Stamp.Write(e, reference);
    }

    internal static ConsentChoices Read(ref BinaryDecoder d, Instant reference)
    {
        var flags = d.Byte();
        return new ConsentChoices(Read(ref d, flags, reference), Read(ref d, flags >> 2, reference), Read(ref d, flags >> 4, reference));
    }

    private static int Flags(Consent? choice) => choice is not { } said ? 0 : said.Granted ? 3 : 1;

    private static Consent? Read(ref BinaryDecoder d, int flags, Instant reference) =>
        (flags & 1) == 0 ? null : new Consent(Stamp.Read(ref d, reference), (flags & 2) != 0);
}

/// <param name="Stamp">When it was said.</param>
/// <param name="Granted">Allowed; else refused.</param>
public readonly record struct Consent(Stamp Stamp, bool Granted);
