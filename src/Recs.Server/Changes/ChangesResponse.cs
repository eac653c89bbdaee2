using System.Globalization;
using Recs.Core;

namespace Recs.Server.Changes;

/// <param name="Changes">In order for each visitor.</param>
/// <param name="Cursor">Send this next time: what comes then is new.</param>
/// <param name="More">There is more to read now.</param>
public sealed record ChangesResponse(IReadOnlyList<ChangeResponse> Changes, string Cursor, bool More);

/// <param name="Id">The same whenever the change is read.</param>
/// <param name="Visitor">Whose; of an erased visitor the XXH64 hash of the id, in 16 hexadecimal digits: one change for each id.</param>
/// <param name="Kind">stage, activity, cart_abandoned, merge …</param>
/// <param name="Old">The value before; of a merge the anonymous id.</param>
/// <param name="New">The value after; of an erasure its receipt.</param>
/// <param name="Cause">The event that did it, or timer.</param>
/// <param name="Due">When it came about: the event's log time, or when the timer was due.</param>
public sealed record ChangeResponse(string Id, string Visitor, string Kind, string Old, string New, string Cause, DateTimeOffset Due)
{
    internal static ChangeResponse Of(in FeedChange read)
    {
        var change = read.Change;
        var visitor = change.Key.Visitor.IsErasure ? ErasedName.HashOf(change.Key.Visitor.Value).ToString("x16", CultureInfo.InvariantCulture) : change.Key.Visitor.Value;
        return new ChangeResponse(read.Id, visitor, ChangeKinds.Name(change.Kind), change.Old, change.New, change.Cause, change.Due.ToDateTimeOffset());
    }
}
