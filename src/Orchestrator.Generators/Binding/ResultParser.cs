using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Collections;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Json;
using Orchestrator.Generators.Refusals;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Views;

namespace Orchestrator.Generators.Binding;

/// <summary>Reads which keys the result of a step or form gives to the state.</summary>
internal sealed class ResultParser(CompilationReader reader)
{
    private const string Gives = nameof(Gives);

    /// <summary>Reads a method's result.</summary>
    /// <param name="method">The method.</param>
    /// <param name="isForm">True for a form, which may return several pages as a tuple.</param>
    /// <param name="isAwaited">True when what the method returns is a task.</param>
    public Parsed<ResultModel> Parse(IMethodSymbol method, bool isForm, out bool isAwaited)
    {
        var type = Unwrap(method, out isAwaited);
        var whole = WholeKeyOf(method);
        if (whole is not null && FindWholeProblem(whole, type, method) is { } problem)
        {
            return new Refusal(problem, method, Argument: Gives, Value: whole);
        }

        if (type is null)
        {
            return new ResultModel(ResultKind.None, false, default);
        }

        if (SubscriptionUse.TryRead(type, reader, method) is { } subscription)
        {
            return new ResultModel(ResultKind.Subscription, false, default, subscription.Access);
        }

        if (FindUnseen(type, method) is { } unseen)
        {
            return unseen;
        }

        if (KnownSymbols.Is(type, reader.Known.State))
        {
            return new ResultModel(ResultKind.State, false, default);
        }

        if (IsAwaitable(type))
        {
            return new Refusal(RefusalKind.ResultIsAwaitable, method, Display(type));
        }

        if (whole is null && FindReadProperties(type).FirstOrDefault(property => property.IsForbiddenToRead(reader)) is { } obsolete)
        {
            return new Refusal(RefusalKind.ObsoleteKey, method, obsolete.Name);
        }

        if (FindKeys(type, isForm, method) is not { } keys)
        {
            return new Refusal(
                isForm && !method.HasAttribute(reader.Known.InputStepAttribute)
                    ? RefusalKind.FormResultWithoutKeys
                    : RefusalKind.ResultWithoutKeys,
                method,
                Display(method.ReturnType)
            );
        }

        // Of a page the rule for pages says it, at the member.
        if (
            !isForm && keys.Select(static key => StateValues.FindLive(key.Type)).FirstOrDefault(static live => live is not null) is { } lost
        )
        {
            return new Refusal(RefusalKind.Live, method, Display(lost));
        }

        return FindRepeatedKey(keys) is { } repeated
            ? new Refusal(RefusalKind.RepeatedKey, method, repeated)
            : new ResultModel(ResultKind.Keys, whole is null && CanBeNull(type), keys.Select(static key => key.Output).ToEquatableArray());
    }

    /// <summary>
    /// The keys that a method's result gives, with their types, for what judges whether they fit; empty for a result of any other kind.
    /// </summary>
    public IReadOnlyList<(OutputKey Output, ITypeSymbol Type)> FindTypedKeys(IMethodSymbol method, bool isForm) =>
        Unwrap(method, out _) is { } type
        && IsPossible(type, method)
        && SubscriptionUse.TryRead(type, reader, method) is null
        && !KnownSymbols.Is(type, reader.Known.State)
            ? FindKeys(type, isForm, method) ?? []
            : [];

    /// <summary>The properties of records and pages that emitted code reads when it takes a method's result.</summary>
    public IEnumerable<IPropertySymbol> FindReadProperties(IMethodSymbol method) =>
        WholeKeyOf(method) is null && Unwrap(method, out _) is { } type && SubscriptionUse.TryRead(type, reader, method) is null
            ? FindReadProperties(type)
            : [];

    /// <summary>The properties of the pages that a form returns, each with the state key that it gives.</summary>
    public IEnumerable<(string Key, IPropertySymbol Property)> FindAnswers(IMethodSymbol form) =>
        FindReadProperties(form)
            .Where(property => reader.Known.IsFormPage(property.ContainingType))
            .Select(static property => (SnakeCase.Convert(property.Name), property));

    private IEnumerable<IPropertySymbol> FindReadProperties(ITypeSymbol type) =>
        (
            Bare(type) is INamedTypeSymbol { IsTupleType: true } tuple
                ? tuple.TupleElements.Where(static element => !element.IsExplicitlyNamedTupleElement).Select(static element => element.Type)
                : [Bare(type)]
        )
            .Where(IsRecordLike)
            .SelectMany(PropertiesOf)
            .Where(property => !reader.Known.IsFormElement(property.Type));

    /// <summary>
    /// Says which key a result gives twice, as <c>NrmId</c> and <c>nrmId</c> would, so that only the last value stays; null when each has a
    /// name of its own.
    /// </summary>
    private static string? FindRepeatedKey(List<(OutputKey Output, ITypeSymbol Type)> keys) =>
        keys.Select(static key => key.Output)
            .GroupBy(static key => key.Key, StringComparer.Ordinal)
            .FirstOrDefault(static same => same.Skip(1).Any())
            is { } repeated
            ? $"'{repeated.Key}' twice, by '{string.Join("' and '", repeated.Select(static key => key.Path))}'"
            : null;

    /// <summary>The product of a result that is a subscription; null for any other result.</summary>
    public INamedTypeSymbol? FindSubscription(IMethodSymbol method) =>
        SubscriptionUse.TryRead(Unwrap(method, out _), reader, method)?.Product;

    /// <summary>The result without its task; null for nothing.</summary>
    private ITypeSymbol? Unwrap(IMethodSymbol method, out bool isAwaited)
    {
        var type = method.ReturnType;
        isAwaited = KnownSymbols.Is(type, reader.Known.Task) || KnownSymbols.Is(type, reader.Known.ValueTask);
        if (isAwaited || method.ReturnsVoid)
        {
            return null;
        }

        isAwaited =
            type is INamedTypeSymbol { TypeArguments.Length: 1 } task
            && (
                KnownSymbols.Is(task.OriginalDefinition, reader.Known.TaskOfT)
                || KnownSymbols.Is(task.OriginalDefinition, reader.Known.ValueTaskOfT)
            );
        return isAwaited ? ((INamedTypeSymbol)type).TypeArguments[0] : type;
    }

    // A view does not exist yet, and is possible all the same.
    private bool IsPossible(ITypeSymbol type, ISymbol at) => FindImpossible(type, at) is null;

    private Refusal? FindImpossible(ITypeSymbol type, ISymbol at) =>
        SubscriptionUse.TryRead(type, reader, at) is not null ? null
        : type is INamedTypeSymbol { IsTupleType: true } tuple
            ? tuple.TupleElements.Select(element => FindImpossible(element.Type, at)).FirstOrDefault(static refusal => refusal is not null)
        : UnseenTypes.IsProductWithoutBase(type, reader.Known) ? new Refusal(RefusalKind.TypeNotSeen, at)
        : TypeUse.FindRefusal(type, at, reader);

    /// <summary>
    /// Why the result, or a key of it, cannot be read: a key that is left out would be missing from the state without a word.
    /// </summary>
    private Refusal? FindUnseen(ITypeSymbol type, ISymbol at)
    {
        if (FindImpossible(type, at) is { } refusal)
        {
            return refusal.Kind == RefusalKind.NoJson ? refusal with { Kind = RefusalKind.ResultWithoutKeys } : refusal;
        }

        return
            UnseenTypes.HasUnseenBase(Bare(type))
            || (
                IsRecordLike(Bare(type))
                && PropertiesOf(Bare(type))
                    .Any(property => property.Type.TypeKind == TypeKind.Error && SubscriptionUse.TryRead(property.Type, reader, at) is null)
            )
            ? new(RefusalKind.TypeNotSeen, at, Display(type))
            : null;
    }

    // Emitted code awaits tasks only; of another awaitable the properties would become keys.
    private static bool IsAwaitable(ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (
                current.GetMembers("GetAwaiter").Any(static member => member is IMethodSymbol { IsStatic: false, Parameters.IsEmpty: true })
            )
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The key under which the author gives the whole result; null for the names in it.</summary>
    private string? WholeKeyOf(ISymbol method) => method.FindAttribute(reader.Known.StepAttribute)?.NamedValue(Gives) as string;

    private RefusalKind? FindWholeProblem(string key, ITypeSymbol? type, ISymbol method) =>
        string.IsNullOrWhiteSpace(key) ? RefusalKind.WholeKeyIsEmpty
        : type is null || SubscriptionUse.TryRead(type, reader, method) is not null || KnownSymbols.Is(type, reader.Known.State)
            ? RefusalKind.WholeKeyHasNoValue
        : null;

    private List<(OutputKey Output, ITypeSymbol Type)>? FindKeys(ITypeSymbol type, bool isForm, ISymbol at)
    {
        if (WholeKeyOf(at) is { } key)
        {
            return [(new(key, new(""), SubscriptionAccess.None), type)];
        }

        var bare = Bare(type);
        return bare is INamedTypeSymbol { IsTupleType: true } tuple ? TryReadTuple(tuple, isForm, at)
            : IsRecordLike(bare) ? ReadProperties(bare, new(""), at)
            : null;
    }

    private static ITypeSymbol Bare(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? ((INamedTypeSymbol)type).TypeArguments[0] : type;

    // Without annotations no one knows, so the emitted code looks.
    private static bool CanBeNull(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || (type.IsReferenceType && !IsNeverNull(type));

    private List<(OutputKey Output, ITypeSymbol Type)>? TryReadTuple(INamedTypeSymbol tuple, bool isForm, ISymbol at)
    {
        var elements = tuple.TupleElements;
        if (elements.All(static element => element.IsExplicitlyNamedTupleElement))
        {
            return [.. elements.Select(element => KeyOf(new(SymbolFormats.Escape(element.Name)), element.Name, element.Type, at))];
        }

        if (!isForm || !elements.All(element => !element.IsExplicitlyNamedTupleElement && reader.Known.IsFormPage(element.Type)))
        {
            return null;
        }

        // A page that was not asked gives its keys as null.
        return
        [
            .. elements.SelectMany(element =>
                ReadProperties(element.Type, new("", element.Name, PageCanBeNull: !IsNeverNull(element.Type)), at)
            ),
        ];
    }

    private List<(OutputKey Output, ITypeSymbol Type)> ReadProperties(ITypeSymbol type, MemberPath around, ISymbol at) =>
        [
            .. PropertiesOf(type)
                .Where(property => !reader.Known.IsFormElement(property.Type) && IsPossible(property.Type, at))
                .Select(property => KeyOf(around with { Member = SymbolFormats.Escape(property.Name) }, property.Name, property.Type, at)),
        ];

    // What the base declares comes first, as in the base's own constructor; a property that hides or overrides another one keeps its place.
    private static IEnumerable<IPropertySymbol> PropertiesOf(ITypeSymbol type)
    {
        var levels = new Stack<INamedTypeSymbol>();
        for (
            var current = type as INamedTypeSymbol;
            current is not (null or { SpecialType: SpecialType.System_Object or SpecialType.System_ValueType });
            current = current.BaseType
        )
        {
            levels.Push(current);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        return levels
            .SelectMany(static level => level.MembersInOrder())
            .OfType<IPropertySymbol>()
            .Where(property => IsReadable(property) && seen.Add(property.Name));
    }

    private (OutputKey Output, ITypeSymbol Type) KeyOf(MemberPath path, string name, ITypeSymbol type, ISymbol at) =>
        SubscriptionUse.TryRead(type, reader, at) is { } subscription
            ? (new(SnakeCase.Convert(name), path, subscription.Access), subscription.Product)
            : (new(SnakeCase.Convert(name), path, SubscriptionAccess.None), type);

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
        property
            is {
                IsStatic: false,
                IsIndexer: false,
                CanBeReferencedByName: true,
                DeclaredAccessibility: Accessibility.Public,
                GetMethod.DeclaredAccessibility: Accessibility.Public
            };

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

    private static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
