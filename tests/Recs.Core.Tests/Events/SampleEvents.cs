using System.Collections.Immutable;
using System.Reflection;
using Recs.Core.Events;

namespace Recs.Core.Tests.Events;

/// <summary>An instance of every sealed case of <see cref="VisitorEvent"/>, found and filled by reflection, so that a new case or field is tested at once.</summary>
internal static class SampleEvents
{
    public static IReadOnlyList<Type> Types { get; } =
        [.. typeof(VisitorEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(VisitorEvent))).OrderBy(t => t.Name, StringComparer.Ordinal)];

    /// <summary>Every case twice: with everything it can hold, and with as little as it can.</summary>
    public static IEnumerable<VisitorEvent> All() => [.. Types.Select(t => Make(t, full: true)), .. Types.Select(t => Make(t, full: false))];

    public static VisitorEvent Make(Type type, bool full) => (VisitorEvent)new Filler(full).Fill(type);

    public static LogRecord Record(VisitorEvent e) => new(new SiteId("shop"), new VisitorId("ann"), new Instant(1_772_445_600_000), true, e);

    private sealed class Filler(bool full)
    {
        // Of each filler, since it is not safe for several threads.
        private readonly NullabilityInfoContext _nullability = new();

        private int _next = 1;

        public object Fill(Type type)
        {
            var constructor = type.GetConstructors().Single(c => c.GetParameters() is not [var p] || p.ParameterType != type);
            var made = constructor.Invoke([.. constructor.GetParameters().Select(p => Value(p.ParameterType, IsOptional(p)))]);
            foreach (var property in type.GetProperties().Where(p => p.CanWrite && constructor.GetParameters().All(c => c.Name != p.Name)))
            {
                if (full) property.SetValue(made, Value(property.PropertyType, IsOptional(property)));
            }

            return made;
        }

        private object? Value(Type type, bool optional)
        {
            if (!full && optional) return null;
            type = Nullable.GetUnderlyingType(type) ?? type;
            if (type == typeof(string)) return $"text {_next++} ä😀";
            if (type == typeof(bool)) return full;
            if (type == typeof(int)) return full ? 1_000_000 + _next++ : 1;
            if (type == typeof(ulong)) return ulong.MaxValue - (ulong)_next++;
            if (type == typeof(byte)) return full ? EventHeader.MostHops : (byte)0;
            if (type == typeof(decimal)) return full ? 123_456_789.0001m + _next++ : -0.0001m;
            if (type == typeof(TimeSpan)) return TimeSpan.FromMilliseconds(full ? 60_000 : 1);
            if (type == typeof(Instant)) return new Instant(full ? 1_772_445_600_123 : -1);
            if (type == typeof(VisitorId)) return new VisitorId($"visitor {_next++}");
            if (type == typeof(ItemId)) return new ItemId($"item {_next++}");
            if (type.IsEnum) return full ? Enum.GetValues(type).Cast<object>().Last() : Enum.GetValues(type).Cast<object>().First();
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)) return Array(type.GetGenericArguments()[0]);
            return type.IsClass ? Fill(type) : throw new NotSupportedException($"Say what a {type.Name} of an event is filled with.");
        }

        private object Array(Type element)
        {
            var items = System.Array.CreateInstance(element, full ? 3 : 0);
            for (var i = 0; i < items.Length; i++) items.SetValue(Value(element, optional: false), i);
            return typeof(ImmutableArray).GetMethods().Single(m => m.Name == nameof(ImmutableArray.Create) && m.GetParameters() is [{ ParameterType.IsArray: true }])
                .MakeGenericMethod(element).Invoke(null, [items])!;
        }

        private bool IsOptional(ParameterInfo p) => _nullability.Create(p).ReadState == NullabilityState.Nullable;

        private bool IsOptional(PropertyInfo p) => _nullability.Create(p).ReadState == NullabilityState.Nullable;
    }
}
