using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Recs.Core.Tests;

/// <summary>Everything public of an object as text, member by member: what values are compared by, and what people read in a diff.</summary>
internal static class Described
{
    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Write(text, value, "", new string(' ', 0));
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value, string name, string indent)
    {
        text.Append(indent).Append(name).Append(name.Length > 0 ? ": " : "");
        if (Simple(value) is { } simple)
        {
            text.Append(simple).Append('\n');
            return;
        }

        text.Append(value is IEnumerable ? "list" : value!.GetType().Name).Append('\n');
        if (value is IEnumerable many)
        {
            foreach (var one in many) Write(text, one, "-", indent + "  ");
            return;
        }

        foreach (var property in value!.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0))
            Write(text, property.GetValue(value), property.Name, indent + "  ");
        foreach (var field in value.GetType().GetFields(BindingFlags.Public | BindingFlags.Instance))
            Write(text, field.GetValue(value), field.Name, indent + "  ");
    }

    private static string? Simple(object? value) => value switch
    {
        null => "nothing",
        string s => $"«{s}»",
        Instant t => t.UnixMilliseconds.ToString(CultureInfo.InvariantCulture),
        TimeSpan t => t.ToString("c", CultureInfo.InvariantCulture),
        double d => d.ToString("R", CultureInfo.InvariantCulture),
        decimal d => d.ToString("0.####", CultureInfo.InvariantCulture),
        Enum or bool => value.ToString(),
        IFormattable f when value.GetType().IsPrimitive => f.ToString(null, CultureInfo.InvariantCulture),
        SiteId or VisitorId or ItemId => $"«{value}»",
        _ => null,
    };
}
