using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Json;

/// <summary>Says why a value of a type does not come back from the state as it was. Where that is not certain, it says nothing.</summary>
internal sealed class StateValues(JsonConverters converters, KnownSymbols known)
{
    // What is alive in one process only, so that no converter could bring it back.
    private static readonly HashSet<string> Live = new(StringComparer.Ordinal)
    {
        "System.Delegate",
        "System.IO.Stream",
        "System.Lazy",
        "System.Threading.CancellationToken",
        "System.Threading.Tasks.Task",
        "System.Threading.Tasks.ValueTask",
        "System.Collections.Generic.IAsyncEnumerable",
    };

    // Types of the framework that are written, and then not or not equally read.
    private static readonly HashSet<string> Lost = new(StringComparer.Ordinal)
    {
        "System.Index",
        "System.Range",
        "System.Type",
        "System.TimeZoneInfo",
        "System.ArraySegment",
        "System.Exception",
        "System.Globalization.CultureInfo",
        "System.Net.IPEndPoint",
        "System.Net.NetworkInformation.PhysicalAddress",
        "System.Numerics.BigInteger",
        "System.Numerics.Complex",
        "System.Text.Encoding",
        "System.Text.Rune",
        "System.Text.StringBuilder",
        "System.Text.RegularExpressions.Regex",
        "System.Collections.BitArray",
        "System.Collections.Stack",
        "System.Collections.Concurrent.ConcurrentStack",
        "System.Collections.Frozen.FrozenDictionary",
        "System.Collections.Frozen.FrozenSet",
        "System.Collections.Generic.IReadOnlySet",
        "System.Collections.Generic.PriorityQueue",
        "System.Collections.Generic.Stack",
        "System.Collections.Immutable.ImmutableStack",
        "System.Collections.ObjectModel.ReadOnlyCollection",
        "System.Collections.ObjectModel.ReadOnlyDictionary",
        "System.Linq.ILookup",
        "System.Linq.IGrouping",
    };

    private readonly ConcurrentDictionary<ITypeSymbol, string> _problems = new(SymbolEqualityComparer.Default);

    /// <summary>That of a compilation, which looks at each type once.</summary>
    public static StateValues Of(CompilationReader reader) =>
        reader.Get(static reader => new StateValues(JsonConverters.Of(reader), reader.Known));

    /// <summary>Says why; null for a type whose values come back, or of which that is not known.</summary>
    public string? FindProblem(ITypeSymbol type)
    {
        var problem = _problems.GetOrAdd(type, type => Find(type, new(SymbolEqualityComparer.Default)) ?? "");
        return problem.Length == 0 ? null : problem;
    }

    // A converter that is registered is not seen at the type.
    private string? Find(ITypeSymbol type, HashSet<ITypeSymbol> above) =>
        FindWithoutConverter(type, above) is { } problem && !converters.MayConvert(type) ? problem : null;

    private string? FindWithoutConverter(ITypeSymbol type, HashSet<ITypeSymbol> above) =>
        type switch
        {
            IArrayTypeSymbol { Rank: > 1 } => $"'{Display(type)}' has several dimensions, which JSON cannot hold; take an array of arrays",
            IArrayTypeSymbol array => Find(array.ElementType, above),
            { TypeKind: TypeKind.Delegate } => $"'{Display(type)}' cannot be kept in the state; take what it gives",
            INamedTypeSymbol named when above.Add(type) => FindNamed(named, above),
            _ => null,
        };

    private string? FindNamed(INamedTypeSymbol type, HashSet<ITypeSymbol> above)
    {
        if (JsonAttributes.HasConverter(type))
        {
            return null;
        }

        if (IsOfFramework(type))
        {
            return FindLost(type) is { } lost ? $"'{lost}' does not come back from the state as it was; take a record, a list or a text"
                : IsDictionary(type) && FindKeyProblem(type.TypeArguments[0]) is { } key ? key
                : type.TypeArguments.Select(argument => Find(argument, above)).FirstOrDefault(static problem => problem is not null);
        }

        return FindOwn(type, above);
    }

    private string? FindOwn(INamedTypeSymbol type, HashSet<ITypeSymbol> above)
    {
        // Both have an identity that only the database gives.
        if (known.IsSubscriptionModel(type))
        {
            return $"a '{type.Name}' is read from the database by its id, and only where a parameter is one itself; take the ids, as "
                + $"Guid, and load each with ISubscriptions.GetAsync<{type.Name}>";
        }

        if (known.IsProductBlock(type))
        {
            return $"a '{type.Name}' is read from the database with its subscription; take the subscription";
        }

        if (type.TypeKind == TypeKind.Enum)
        {
            return EnumTexts.FindCollision(type);
        }

        if (type.IsAbstract || type.TypeKind == TypeKind.Interface)
        {
            return JsonAttributes.IsPolymorphic(type)
                ? FindInDerived(type, above)
                : $"'{type.Name}' is abstract, so that none can be made when it is read; mark it [JsonDerivedType(...)] for each "
                    + "class that it stands for, or take one of them";
        }

        // A collection of an author's own is read as one, in whatever way it lets itself be filled.
        return type.AllInterfaces.Any(static contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable)
            ? FindBesideElements(type)
            : FindInMembers(type, above)
                ?? FindInDerived(type, above)
                ?? (
                    JsonContract.Of(type).IsHidden
                        ? $"nothing of '{type.Name}' is written, because it has no public members; give it some, or mark it "
                            + "[JsonConverter(...)]"
                        : null
                );
    }

    private static string? FindBesideElements(INamedTypeSymbol type) =>
        JsonContract.Of(type).Members.FirstOrDefault(static member => member.IsHeld) is { } lost
            ? $"'{type.Name}.{lost.Symbol.Name}' is not written to the state: of a collection only the elements are; take a record "
                + "that has the collection as a member"
            : null;

    private string? FindInMembers(INamedTypeSymbol type, HashSet<ITypeSymbol> above)
    {
        var contract = JsonContract.Of(type);
        if (contract.CreationProblem is { } creation)
        {
            return $"'{type.Name}' cannot be made when it is read: {creation}";
        }

        foreach (var member in contract.Members)
        {
            if (member.Loss is { } loss)
            {
                return $"'{type.Name}.{member.Symbol.Name}' is written to the state and not read again: {loss}";
            }

            if (member.IsRead && !JsonAttributes.HasConverter(member.Symbol) && Find(member.Type, above) is { } inner)
            {
                return inner;
            }
        }

        return null;
    }

    private string? FindInDerived(INamedTypeSymbol type, HashSet<ITypeSymbol> above) =>
        type.GetAttributes()
            .Where(static attribute => attribute.AttributeClass?.Name == "JsonDerivedTypeAttribute")
            .Select(attribute => attribute.PositionalValue(0) is ITypeSymbol derived ? Find(derived, above) : null)
            .FirstOrDefault(static problem => problem is not null);

    private static string? FindLost(INamedTypeSymbol type) => IsAmong(type, Lost) || IsAmong(type, Live) ? Display(type) : null;

    /// <summary>The type, or an element or type argument of it, that no converter could bring back from the state; null for none.</summary>
    public static ITypeSymbol? FindLive(ITypeSymbol type) =>
        type switch
        {
            IArrayTypeSymbol array => FindLive(array.ElementType),
            { TypeKind: TypeKind.Delegate } => type,
            INamedTypeSymbol named => IsAmong(named, Live)
                ? type
                : named.TypeArguments.Select(FindLive).FirstOrDefault(static live => live is not null),
            _ => null,
        };

    private static bool IsAmong(INamedTypeSymbol type, HashSet<string> names)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (names.Contains($"{current.ContainingNamespace?.ToDisplayString()}.{current.Name}"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsDictionary(INamedTypeSymbol type) =>
        type.TypeArguments.Length == 2 && type.Name.EndsWith("Dictionary", StringComparison.Ordinal);

    // The name of a member can be a text, a number, a date, an id or an enum.
    private string? FindKeyProblem(ITypeSymbol key) =>
        converters.MayConvert(key) ? null
        : key.TypeKind is TypeKind.Class or TypeKind.Struct
        && key.SpecialType == SpecialType.None
        && (key.IsTupleType || !IsOfFramework((INamedTypeSymbol)key))
            ? $"'{Display(key)}' cannot be the key of a dictionary in JSON; take a text, number or enum as the key"
        : key.TypeKind == TypeKind.Enum ? EnumTexts.FindCollision(key)
        : null;

    private static bool IsOfFramework(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space is { Name: "System" or "Microsoft", IsGlobalNamespace: false };
    }

    private static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
