using Recs.Core.Events;
using Recs.Core.Serialization;

namespace Recs.Core.Visitors;

/// <summary>What a visitor allows, as last said per purpose; null: never said.</summary>
public readonly record struct ConsentChoices(Consent? Analytics, Consent? Personalisation, Consent? Marketing)
{
    public bool IsEmpty => Analytics is null && Personalisation is null && Marketing is null;

    /// <summary>The later word counts for each purpose; of two with one stamp the refusal.</summary>
    public ConsentChoices Join(ConsentChoices other) =>
        new(Later(Analytics, other.Analytics), Later(Personalisation, other.Personalisation), Later(Marketing, other.Marketing));

    /// <summary>Nobody is recognised who has refused that, or to be measured at all.</summary>
    public bool RefusesRecognition => Analytics is { Granted: false } || Personalisation is { Granted: false };

    /// <summary>An event's own word takes back an older refusal. Where nothing was refused it is not kept.</summary>
    public ConsentChoices With(AllowedPurposes allowed, Stamp stamp)
    {
        if (allowed == AllowedPurposes.None || !RefusesRecognition) return this;
        var given = new Consent(stamp, Granted: true);
        return this with
        {
            Analytics = Analytics is { Granted: false } && allowed.HasFlag(AllowedPurposes.Analytics) ? Later(Analytics, given) : Analytics,
            Personalisation = Personalisation is { Granted: false } && allowed.HasFlag(AllowedPurposes.Personalisation) ? Later(Personalisation, given) : Personalisation,
        };
    }

    /// <summary>
    /// What becomes of an event whose sender was silent, by the rules that the collector follows where the sender speaks. A change of
    /// consent is the visitor's own word.
    /// </summary>
    public Refusal RefusalOf(VisitorEvent e)
    {
        if (!RefusesRecognition || e is ConsentChanged) return Refusal.None;
        if (Analytics is { Granted: false })
            return e is OrderCompleted or OrderRefunded && e.Header.Trusted ? Refusal.Nobodys : Refusal.Withheld;
        return e is Identified or FriendLinked or FriendUnlinked ? Refusal.Withheld : Refusal.Nobodys;
    }

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
