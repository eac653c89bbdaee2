using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Recs.Core.Tests;

/// <summary>Property tests that run the same cases every time.</summary>
internal static class Law
{
    public const int Cases = 300;

    /// <summary>Numbers from which a test makes its input; shrinking leaves some out.</summary>
    public static readonly Arbitrary<int[]> Seeds = Arb.From(
        Gen.Sized(size => Gen.Choose(0, size).SelectMany(n => Gen.ArrayOf(Gen.Choose(int.MinValue, int.MaxValue), n))), Shrink);

    /// <summary>The property holds for every case; else the smallest counterexample found is in the message.</summary>
    public static void Holds<T>(Arbitrary<T> cases, Func<T, bool> property, int tests = Cases) =>
        Check.One(Fixed(tests), Prop.ForAll(cases, property));

    /// <summary>As <see cref="Holds{T}(Arbitrary{T}, Func{T, bool}, int)"/>; the property fails by an assertion.</summary>
    public static void Holds<T>(Arbitrary<T> cases, Action<T> property, int tests = Cases) =>
        Check.One(Fixed(tests), Prop.ForAll(cases, property));

    /// <summary>A number from which a test makes its input.</summary>
    public static Arbitrary<int> AnySeed { get; } = Arb.From(Gen.Choose(int.MinValue, int.MaxValue));

    private static Config Fixed(int tests) =>
        Config.QuickThrowOnFailure.WithMaxTest(tests).WithQuietOnSuccess(true)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20_260_302, 7), FSharpOption<int>.None)));

    private static IEnumerable<int[]> Shrink(int[] seeds)
    {
        for (var size = seeds.Length / 2; size > 0; size /= 2)
        {
            for (var at = 0; at + size <= seeds.Length; at += size) yield return [.. seeds[..at], .. seeds[(at + size)..]];
        }
    }
}
