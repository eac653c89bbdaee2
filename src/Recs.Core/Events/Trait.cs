namespace Recs.Core.Events;

/// <summary>The type of a trait's value. The numbers are stored.</summary>
public enum TraitType : byte
{
    Text = 0,
    Number = 1,
    Flag = 2,
}

/// <summary>Something known of a person: age, region, income, or of a company: size, industry.</summary>
/// <param name="Name">At most 32 bytes of UTF-8.</param>
/// <param name="Type">How to read <paramref name="Value"/>.</param>
/// <param name="Value">At most 64 bytes: the text, the number as JSON writes it, or <c>true</c>/<c>false</c>. Empty: the trait is removed.</param>
public sealed record Trait(string Name, TraitType Type, string Value);
