using Recs.Collector.Consent;
using Recs.Collector.Mapping;
using Recs.Collector.Reading;
using Recs.Core;
using Recs.Core.Events;

namespace Recs.Collector.Identity;

/// <summary>
/// Decides under whom an event is filed. With the write key a visitor is a device, and a user id is a claim unless its token
/// proves it. A proven user id is the visitor, except that an identify with both ids is filed under the device's, whose owner
/// hands it over. Where the visitor does not want to be recognised no id is even looked at.
/// </summary>
internal sealed class FilingRules(DeniedIds denied)
{
    private const string DeviceOfClaim = "the device's id beside a user id that comes with the write key";
    private const string SomeVisitor = "an anonymousId, or a visitor in the request's cookie or header";
    private const string RightToken = "HMAC-SHA256 of the userId under one of the site's secret keys, in hex or base64url";

    private static readonly FieldName RequestVisitor = new("the request's visitor");

    private static readonly Filing Withheld = new() { Withheld = true };

    public Filing Of(EventSource source, EventKind kind)
    {
        if (ConsentRules.IsNobodys(source.Purposes, kind)) return Nobodys(source, kind);
        var device = Allowed(source, source.Root, Names.AnonymousId) ?? Allowed(source, source.Envelope, Names.ClientId);
        var user = Allowed(source, source.Root, Names.UserId) ?? Allowed(source, source.Envelope, Names.Ga4UserId);
        device ??= user is not null && source.Request.Trusted ? null : OfRequest(source, kind);
        if (user is not null && IsProven(source, user)) return Proven(kind, device, user);
        if (device is not null) return new Filing(new VisitorId(device), Resolve: true, device, user);
        if (user is not null) return Fail(source, IntakeCode.AnonymousIdMissing, DeviceOfClaim);
        if (source.Request.Trusted && ConsentRules.IsOrder(kind)) return AnonymousOrder(source);

        // There is nobody whose consent it was.
        return kind == EventKind.ConsentChanged ? Withheld : Fail(source, IntakeCode.VisitorMissing, SomeVisitor);
    }

    private static Filing Proven(EventKind kind, string? device, string user) => kind == EventKind.Identified && device is not null
        ? new Filing(new VisitorId(device), Resolve: false, device, null) { Proven = true }
        : new Filing(new VisitorId(user), Resolve: false, device, null, OfUser: true) { Proven = true };

    private static bool IsProven(EventSource source, string user)
    {
        var policy = source.Request.Policy;
        if (source.Request.Trusted || !policy.ProofRequired) return true;
        var at = source.Root.TryGet(Names.UserToken, out _) ? source.Root : source.Context;
        if (!at.TryGet(Names.UserToken, out _) || source.Fields.String(at, Names.UserToken) is not { } token) return false;
        if (policy.UserTokens.Prove(user, token)) return true;
        source.Fields.Fail(IntakeCode.WrongUserToken, at.PathOf(Names.UserToken.Text), RightToken, "another");
        return false;
    }

    private static Filing Nobodys(EventSource source, EventKind kind)
    {
        if (ConsentRules.IsOrder(kind)) return AnonymousOrder(source);
        return ConsentRules.NeedsPerson(kind) ? Withheld : new Filing(VisitorId.ForAnonymousEvent(source.Header.MessageId), Resolve: false, null, null);
    }

    // A refund of history that names neither person nor order has its message id for a subject.
    private static Filing AnonymousOrder(EventSource source)
    {
        var order = source.Fields.FilledId(source.Properties, source.In(Names.OrderId, Names.TransactionId), IdRule.OrderBytes) ?? source.Header.MessageId;
        return new Filing(VisitorId.ForAnonymousOrder(order), Resolve: false, null, null);
    }

    private static Filing Fail(EventSource source, IntakeCode code, string expected)
    {
        source.Fields.Fail(code, Names.AnonymousId.Text, expected, "none");
        return default;
    }

    // A browser that has no id yet may be given one, unless it only says what it does not allow.
    private string? OfRequest(EventSource source, EventKind kind)
    {
        var id = source.Request.Visitor;
        if (string.IsNullOrWhiteSpace(id)) return kind == EventKind.ConsentChanged && ConsentReader.RecognitionOf(source) is not true ? null : source.Request.OfferedVisitor;
        if (IdRule.Check(default, RequestVisitor, id, VisitorId.MaxBytes) is { } problem) source.Fields.Fail(problem);
        if (denied.Contains(id)) source.Fields.Fail(IntakeCode.DeniedId, RequestVisitor.Text, "the id of one person or device", id);
        return id;
    }

    private string? Allowed(EventSource source, in Section at, FieldName name)
    {
        var id = source.Fields.Id(at, name, VisitorId.MaxBytes);
        if (id is not null && denied.Contains(id)) source.Fields.Fail(IntakeCode.DeniedId, at.PathOf(name.Text), "the id of one person or device", id);
        return id;
    }
}
