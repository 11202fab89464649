using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orchestrator.Tests.Support;

/// <summary>
/// Finds where an author or a host can give the engine code of their own: everything here may throw, and nothing of it may stop anything
/// else.
/// </summary>
internal static class ExtensionPoints
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Members that the compiler writes for records, and those of every object.</summary>
    private static readonly HashSet<string> OfEveryObject =
    [
        "EqualityContract",
        "PrintMembers",
        "<Clone>$",
        "Equals",
        "GetHashCode",
        "ToString",
    ];

    /// <summary>
    /// The members of public interfaces, the overridable members of public classes, the public delegates, what public members take of
    /// delegates and of abstractions of others, and the abstractions of others that any class is constructed with.
    /// </summary>
    public static IReadOnlySet<string> Of(params IEnumerable<Assembly> assemblies)
    {
        var ours = assemblies.ToHashSet();
        return ours.SelectMany(static assembly => assembly.GetTypes())
            .Where(static type =>
                !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
                && type.Namespace?.EndsWith(".Migrations", StringComparison.Ordinal) != true
            )
            .SelectMany(type => (type.IsVisible ? OfPublic(type, ours) : []).Concat(Constructed(type, ours)))
            .ToHashSet(StringComparer.Ordinal);
    }

    private static IEnumerable<string> OfPublic(Type type, HashSet<Assembly> ours) =>
        typeof(Delegate).IsAssignableFrom(type)
            ? [NameOf(type)]
            : Overridable(type, ours).Select(member => $"{NameOf(type)}.{member}").Concat(Taken(type, ours));

    private static IEnumerable<string> Overridable(Type type, HashSet<Assembly> ours) =>
        !type.IsInterface && !IsDerivable(type, ours)
            ? []
            : type.GetMethods(All)
                .Where(static method => method is { IsVirtual: true, IsFinal: false } && IsVisible(method))
                .Select(MemberOf)
                .Where(static member => !OfEveryObject.Contains(member))
                .Distinct();

    /// <summary>Whether others can derive from a class, or from a public one that derives from it.</summary>
    private static bool IsDerivable(Type type, HashSet<Assembly> ours) =>
        type is { IsVisible: true, IsSealed: false }
        && (
            type.GetConstructors(All).Any(IsVisible)
            || ours.SelectMany(static assembly => assembly.GetTypes())
                .Any(derived => derived.BaseType is { } parent && Definition(parent) == type && IsDerivable(derived, ours))
        );

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static IEnumerable<string> Taken(Type type, HashSet<Assembly> ours)
    {
        var parameters = type.GetConstructors(All)
            .Where(IsVisible)
            .SelectMany(static constructor => constructor.GetParameters())
            .Concat(
                type.GetMethods(All)
                    .Where(static method => IsVisible(method) && !method.IsSpecialName && method.Name != "Deconstruct")
                    .SelectMany(static method => method.GetParameters())
            )
            .Where(parameter => IsGiven(parameter.ParameterType, ours))
            .Select(parameter =>
                $"{NameOf(type)}{(parameter.Member is ConstructorInfo ? "" : $".{parameter.Member.Name}")}({parameter.Name})"
            )
            .Distinct()
            .ToArray();
        return parameters.Concat(
            type.GetProperties(All)
                .Where(property =>
                    property.SetMethod is { } set
                    && IsVisible(set)
                    && IsGiven(property.PropertyType, ours)
                    && !parameters.Contains($"{NameOf(type)}({property.Name})")
                )
                .Select(property => $"{NameOf(type)}.{property.Name}")
        );
    }

    private static IEnumerable<string> Constructed(Type type, HashSet<Assembly> ours) =>
        type.GetConstructors(All)
            .SelectMany(static constructor => constructor.GetParameters())
            .Select(static parameter => parameter.ParameterType)
            .Where(needed => !typeof(Delegate).IsAssignableFrom(needed) && IsGiven(needed, ours) && !type.IsVisible)
            .Select(static needed => $"constructed with {NameOf(needed)}");

    /// <summary>
    /// Whether someone else's code comes with a value of this type: delegates, and abstractions that are neither ours nor data.
    /// </summary>
    private static bool IsGiven(Type type, HashSet<Assembly> ours) =>
        typeof(Delegate).IsAssignableFrom(type)
        || (
            (type.IsInterface || type.IsAbstract)
            && !ours.Contains(type.Assembly)
            && type.Namespace
                is not ("System.Collections.Generic" or "System.Collections" or "System.Text.Json.Nodes" or "System.Reflection")
            && type != typeof(Type)
            && type != typeof(IDisposable)
            && !typeof(IFormattable).IsAssignableFrom(type)
        );

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string MemberOf(MethodInfo method) =>
        method.IsSpecialName ? method.Name[(method.Name.IndexOf('_', StringComparison.Ordinal) + 1)..] : method.Name;

    private static string NameOf(Type type)
    {
        var name = type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<>" : type.Name;
        return type.DeclaringType is { } outer && !type.IsGenericParameter ? $"{NameOf(outer)}.{name}" : name;
    }
}
