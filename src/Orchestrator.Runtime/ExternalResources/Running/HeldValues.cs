using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Orchestrator.ExternalResources;

/// <summary>
/// Compares everything that two objects hold, field by field: also what neither their JSON nor a comparison of states sees, such as a
/// password whose getter is private. Where it cannot tell, they differ.
/// </summary>
internal sealed class HeldValues
{
    // Objects may refer to each other in a circle.
    private readonly HashSet<(object, object)> _compared = new(
        EqualityComparer<(object, object)>.Create(
            static (one, other) => ReferenceEquals(one.Item1, other.Item1) && ReferenceEquals(one.Item2, other.Item2),
            static pair => HashCode.Combine(RuntimeHelpers.GetHashCode(pair.Item1), RuntimeHelpers.GetHashCode(pair.Item2))
        )
    );

    private HeldValues() { }

    /// <summary>Whether two objects hold the same.</summary>
    internal static bool AreSame(object one, object other) => new HeldValues().IsSame(one, other);

    private bool IsSame(object? one, object? other)
    {
        if (one is null || other is null)
        {
            return one == other;
        }

        var type = one.GetType();
        if (!type.IsValueType && !_compared.Add((one, other)))
        {
            return true;
        }

        var kind = StateJson.Options.GetTypeInfo(type).Kind;
        if (kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary)
        {
            // One that is declared as an interface comes back as another class, which has nothing but the elements.
            return HaveSameElements((IEnumerable)one, (IEnumerable)other)
                && (type != other.GetType() || HaveSameFields(LevelsOf(type).TakeWhile(static level => !IsOfRuntime(level)), one, other));
        }

        return type == other.GetType()
            && (
                kind == JsonTypeInfoKind.None && IsOfRuntime(type)
                    ? JsonNode.DeepEquals(Write(one, type), Write(other, type))
                    : HaveSameFields(LevelsOf(type), one, other)
            );
    }

    private bool HaveSameElements(IEnumerable one, IEnumerable other) =>
        one.Cast<object?>().ToArray() is var elements
        && other.Cast<object?>().ToArray() is var others
        && elements.Length == others.Length
        && elements.Zip(others).All(pair => IsSame(pair.First, pair.Second));

    private bool HaveSameFields(IEnumerable<Type> levels, object one, object other) =>
        levels
            .SelectMany(static level =>
                level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            )
            .All(field => IsSame(field.GetValue(one), field.GetValue(other)));

    private static IEnumerable<Type> LevelsOf(Type type)
    {
        for (var level = type; level is not null; level = level.BaseType)
        {
            yield return level;
        }
    }

    // What these hold is in their JSON, and their fields are about how they hold it.
    private static bool IsOfRuntime(Type type) =>
        type.Namespace is { } name && (name == nameof(System) || name.StartsWith("System.", StringComparison.Ordinal));

    private static JsonNode? Write(object value, Type type) => JsonSerializer.SerializeToNode(value, type, StateJson.Options);
}
