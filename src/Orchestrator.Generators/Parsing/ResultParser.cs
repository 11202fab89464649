using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Models;

namespace Orchestrator.Generators.Parsing;

/// <summary>Reads which keys the result of a step or form gives to the state.</summary>
internal sealed class ResultParser(KnownTypes known)
{
    /// <summary>Reads a method's result; null when its shape says nothing about keys.</summary>
    /// <param name="method">The method.</param>
    /// <param name="isForm">True for a form, which may return several pages as a tuple.</param>
    /// <param name="isAwaited">True when what the method returns is a task.</param>
    public ResultModel? TryParse(IMethodSymbol method, bool isForm, out bool isAwaited)
    {
        var type = Unwrap(method, out isAwaited);
        return type is null ? new(ResultKind.None, false, default)
            : SubscriptionUse.TryRead(type, known) is { } subscription ? new(ResultKind.Subscription, false, default, subscription.Path)
            : !IsPossible(type) ? null
            : KnownTypes.Is(type, known.State) ? new(ResultKind.State, false, default)
            : FindKeys(type, isForm) is { } keys ? new(ResultKind.Keys, CanBeNull(type), keys.Select(static key => key.Output).ToEquatableArray())
            : null;
    }

    /// <summary>
    /// The keys that a method's result gives, with their types, for what judges whether they fit; empty for a result of any other kind.
    /// </summary>
    public IReadOnlyList<(OutputKey Output, ITypeSymbol Type)> FindTypedKeys(IMethodSymbol method, bool isForm) =>
        Unwrap(method, out _) is { } type && IsPossible(type) && SubscriptionUse.TryRead(type, known) is null && !KnownTypes.Is(type, known.State)
            ? FindKeys(type, isForm) ?? []
            : [];

    /// <summary>Says which key a result gives twice, as <c>NrmId</c> and <c>nrmId</c> would, so that only the last value stays; null when each has a name of its own.</summary>
    public static string? FindRepeatedKey(ResultModel result) =>
        result.Keys.GroupBy(static key => key.Key, StringComparer.Ordinal).FirstOrDefault(static same => same.Skip(1).Any()) is { } repeated
            ? $"its result gives the state key '{repeated.Key}' twice, by '{string.Join("' and '", repeated.Select(static key => key.Path.TrimStart('.')))}', and only the last one stays; rename one of them"
            : null;

    /// <summary>The product of a result that is a subscription; null for any other result.</summary>
    public INamedTypeSymbol? FindSubscription(IMethodSymbol method) => SubscriptionUse.TryRead(Unwrap(method, out _), known)?.Product;

    /// <summary>The result without its task; null for nothing.</summary>
    private ITypeSymbol? Unwrap(IMethodSymbol method, out bool isAwaited)
    {
        var type = method.ReturnType;
        isAwaited = KnownTypes.Is(type, known.Task) || KnownTypes.Is(type, known.ValueTask);
        if (isAwaited || method.ReturnsVoid)
        {
            return null;
        }

        isAwaited = type is INamedTypeSymbol { TypeArguments.Length: 1 } task
            && (KnownTypes.Is(task.OriginalDefinition, known.TaskOfT) || KnownTypes.Is(task.OriginalDefinition, known.ValueTaskOfT));
        return isAwaited ? ((INamedTypeSymbol)type).TypeArguments[0] : type;
    }

    // A view does not exist yet, and is possible all the same.
    private bool IsPossible(ITypeSymbol type) =>
        TypeUse.IsPossible(type)
        || SubscriptionUse.TryRead(type, known) is not null
        || (type is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.All(element => IsPossible(element.Type)));

    private List<(OutputKey Output, ITypeSymbol Type)>? FindKeys(ITypeSymbol type, bool isForm)
    {
        var bare = type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? ((INamedTypeSymbol)type).TypeArguments[0] : type;
        return bare is INamedTypeSymbol { IsTupleType: true } tuple ? TryReadTuple(tuple, isForm)
            : IsRecordLike(bare) ? ReadProperties(bare, "")
            : null;
    }

    // Without annotations nobody knows, so the emitted code looks.
    private static bool CanBeNull(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || (type.IsReferenceType && !IsNeverNull(type));

    private List<(OutputKey Output, ITypeSymbol Type)>? TryReadTuple(INamedTypeSymbol tuple, bool isForm)
    {
        var elements = tuple.TupleElements;
        if (elements.All(static element => element.IsExplicitlyNamedTupleElement))
        {
            return [.. elements.Select(element => KeyOf(element.Name, element.Type, ""))];
        }

        if (!isForm || !elements.All(element => !element.IsExplicitlyNamedTupleElement && known.IsFormPage(element.Type)))
        {
            return null;
        }

        // A page that was not asked gives its keys as null.
        return [.. elements.SelectMany(element => ReadProperties(element.Type, "." + element.Name + (IsNeverNull(element.Type) ? "" : "?")))];
    }

    private List<(OutputKey Output, ITypeSymbol Type)> ReadProperties(ITypeSymbol type, string path)
    {
        var levels = new Stack<INamedTypeSymbol>();
        for (var current = type as INamedTypeSymbol; current is not (null or { SpecialType: SpecialType.System_Object or SpecialType.System_ValueType }); current = current.BaseType)
        {
            levels.Push(current);
        }

        // What the base declares comes first, as in the base's own constructor; a property that hides or overrides another one keeps its place.
        var keys = new List<(OutputKey, ITypeSymbol)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in levels.SelectMany(static level => level.MembersInOrder()).OfType<IPropertySymbol>())
        {
            if (IsReadable(property) && IsPossible(property.Type) && seen.Add(property.Name))
            {
                keys.Add(KeyOf(property.Name, property.Type, path));
            }
        }

        return keys;
    }

    private (OutputKey Output, ITypeSymbol Type) KeyOf(string name, ITypeSymbol type, string path) =>
        SubscriptionUse.TryRead(type, known) is { } subscription
            ? (new(SnakeCase.Convert(name), path + "." + SymbolFormats.Escape(name) + subscription.Path, IsSubscription: true), subscription.Product)
            : (new(SnakeCase.Convert(name), path + "." + SymbolFormats.Escape(name), IsSubscription: false), type);

    private static bool IsRecordLike(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None, IsTupleType: false }
        && !IsOfSystem(type.ContainingNamespace)
        && !type.AllInterfaces.Any(static contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable)
        && HasReadableProperty(type);

    private static bool HasReadableProperty(ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers().OfType<IPropertySymbol>().Any(IsReadable))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsReadable(IPropertySymbol property) =>
        property is { IsStatic: false, IsIndexer: false, CanBeReferencedByName: true, DeclaredAccessibility: Accessibility.Public, GetMethod.DeclaredAccessibility: Accessibility.Public };

    private static bool IsNeverNull(ITypeSymbol type) => type.NullableAnnotation == NullableAnnotation.NotAnnotated;

    // Numbers, dates, ids, addresses: a value of the framework is one value, not a set of keys.
    private static bool IsOfSystem(INamespaceSymbol? space)
    {
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space is { Name: "System", IsGlobalNamespace: false };
    }
}
