using System.Globalization;

namespace Recs.Core.Recommendations.Referral;

/// <summary>
/// Why a referral is short. Always in the same words: whether a friend has linked back, or bought, must not be read off the reason.
/// </summary>
internal static class ReferralShortfall
{
    public static Shortfall Of(int missing, ReferralOptions options) => new(missing, "circle_too_small", string.Create(
        CultureInfo.InvariantCulture,
        $"A product is shown once at least {options.MinBuyers} friends, linked by both sides for {options.MinLinked.TotalDays:0.#} days, have bought it; there are no more such products."));
}
