using System.Collections.Frozen;

namespace Recs.Collector.Reading;

/// <summary>Currencies by their ISO 4217 code.</summary>
internal static class Iso4217
{
    private const string Active =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY " +
        "COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD " +
        "IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN " +
        "MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD " +
        "SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF " +
        "YER ZAR ZMW ZWG";

    // No longer active, but found in the history that shops import.
    private const string Withdrawn = "ANG BGN CUC HRK SLL ZWL";

    private static readonly FrozenSet<string> Codes =
        $"{Active} {Withdrawn}".Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The code in capitals.</summary>
    public static bool TryFind(string text, out string code) => Codes.TryGetValue(text, out code!);
}
