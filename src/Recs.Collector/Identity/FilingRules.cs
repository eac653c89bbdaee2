using Recs.Collector.Mapping;
using Recs.Collector.Reading;
using Recs.Core;
using Recs.Core.Events;

namespace Recs.Collector.Identity;

/// <summary>
/// Decides under whom an event is filed. With the write key a visitor is a device, and a user id is a claim. With the secret
/// key a user id is the visitor, except that an identify with both ids is filed under the device's, whose owner hands it over.
/// </summary>
internal sealed class FilingRules(DeniedIds denied)
{
    private const string DeviceOfClaim = "the device's id beside a user id that comes with the write key";
    private const string SomeVisitor = "an anonymousId, or a visitor in the request's cookie or header";

    private static readonly FieldName RequestVisitor = new("the request's visitor");

    public Filing Of(EventSource source, EventKind kind)
    {
        var device = Allowed(source, source.Root, Names.AnonymousId) ?? Allowed(source, source.Envelope, Names.ClientId);
        var user = Allowed(source, source.Root, Names.UserId) ?? Allowed(source, source.Envelope, Names.Ga4UserId);
        return source.Request.Trusted ? Proven(source, kind, device, user) : Claimed(source, device, user);
    }

    private static Filing Claimed(EventSource source, string? device, string? user)
    {
        device ??= OfRequest(source);
        if (device is not null) return new Filing(new VisitorId(device), Resolve: true, device, user);
        if (user is null) return Nobody(source);
        source.Fields.Fail(IntakeCode.AnonymousIdMissing, Names.AnonymousId.Text, DeviceOfClaim, "none");
        return default;
    }

    private static Filing Proven(EventSource source, EventKind kind, string? device, string? user)
    {
        if (user is not null)
        {
            return kind == EventKind.Identified && device is not null
                ? new Filing(new VisitorId(device), Resolve: false, device, null)
                : new Filing(new VisitorId(user), Resolve: false, device, null, OfUser: true);
        }

        device ??= OfRequest(source);
        if (device is not null) return new Filing(new VisitorId(device), Resolve: true, device, null);
        return kind is EventKind.OrderCompleted or EventKind.OrderRefunded ? AnonymousOrder(source) : Nobody(source);
    }

    // A refund of history that names neither person nor order has its message id for a subject.
    private static Filing AnonymousOrder(EventSource source)
    {
        var order = source.Fields.FilledId(source.Properties, source.In(Names.OrderId, Names.TransactionId), IdRule.OrderBytes) ?? source.Header.MessageId;
        return new Filing(VisitorId.ForAnonymousOrder(order), Resolve: false, null, null);
    }

    private static Filing Nobody(EventSource source)
    {
        source.Fields.Fail(IntakeCode.VisitorMissing, Names.AnonymousId.Text, SomeVisitor, "none");
        return default;
    }

    private static string? OfRequest(EventSource source)
    {
        var id = source.Request.Visitor;
        if (string.IsNullOrWhiteSpace(id)) return null;
        if (IdRule.Check(default, RequestVisitor, id, VisitorId.MaxBytes) is { } problem) source.Fields.Fail(problem);
        return id;
    }

    private string? Allowed(EventSource source, in Section at, FieldName name)
    {
        var id = source.Fields.Id(at, name, VisitorId.MaxBytes);
        if (id is not null && denied.Contains(id)) source.Fields.Fail(IntakeCode.DeniedId, at.PathOf(name.Text), "the id of one person or device", id);
        return id;
    }
}
