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
        var type = method.ReturnType;
        isAwaited = false;
        if (KnownTypes.Is(type, known.Task) || KnownTypes.Is(type, known.ValueTask))
        {
            isAwaited = true;
            return new(ResultKind.None, false, default);
        }

        if (type is INamedTypeSymbol { TypeArguments: [var inner] } task
            && (KnownTypes.Is(task.OriginalDefinition, known.TaskOfT) || KnownTypes.Is(task.OriginalDefinition, known.ValueTaskOfT)))
        {
            isAwaited = true;
            type = inner;
        }

        return method.ReturnsVoid ? new(ResultKind.None, false, default)
            : !TypeUse.IsPossible(type) ? null
            : known.IsSubscriptionModel(type) ? new(ResultKind.Subscription, false, default)
            : KnownTypes.Is(type, known.State) ? new(ResultKind.State, false, default)
            : TryParseKeys(type, isForm);
    }

    private ResultModel? TryParseKeys(ITypeSymbol type, bool isForm)
    {
        var isNullableValue = type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        var bare = isNullableValue ? ((INamedTypeSymbol)type).TypeArguments[0] : type;
        var keys = bare is INamedTypeSymbol { IsTupleType: true } tuple ? TryReadTuple(tuple, isForm)
            : IsRecordLike(bare) ? ReadProperties(bare, "")
            : null;

        // Without annotations nobody knows, so the emitted code looks.
        var canBeNull = isNullableValue || (type.IsReferenceType && !IsNeverNull(type));
        return keys is null ? null : new(ResultKind.Keys, canBeNull, keys.ToEquatableArray());
    }

    private List<OutputKey>? TryReadTuple(INamedTypeSymbol tuple, bool isForm)
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

    private List<OutputKey> ReadProperties(ITypeSymbol type, string path)
    {
        var levels = new Stack<INamedTypeSymbol>();
        for (var current = type as INamedTypeSymbol; current is not (null or { SpecialType: SpecialType.System_Object or SpecialType.System_ValueType }); current = current.BaseType)
        {
            levels.Push(current);
        }

        // What the base declares comes first, as in the base's own constructor; a property that hides or overrides another one keeps its place.
        var keys = new List<OutputKey>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in levels.SelectMany(static level => level.MembersInOrder()).OfType<IPropertySymbol>())
        {
            if (IsReadable(property) && TypeUse.IsPossible(property.Type) && seen.Add(property.Name))
            {
                keys.Add(KeyOf(property.Name, property.Type, path));
            }
        }

        return keys;
    }

    private OutputKey KeyOf(string name, ITypeSymbol type, string path) =>
        new(SnakeCase.Convert(name), path + "." + SymbolFormats.Escape(name), known.IsSubscriptionModel(type));

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
