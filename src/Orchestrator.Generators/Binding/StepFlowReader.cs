using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Json;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Views;

namespace Orchestrator.Generators.Binding;

/// <summary>Reads from a method what it takes from the state and gives to it.</summary>
internal sealed class StepFlowReader(CompilationReader reader)
{
    private readonly BindingParser _bindings = new(reader);
    private readonly ResultParser _results = new(reader);
    private readonly ConcurrentDictionary<IMethodSymbol, StepFlow> _steps = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, StepFlow> _forms = new(SymbolEqualityComparer.Default);

    /// <summary>That of a compilation, which reads each step once.</summary>
    public static StepFlowReader Of(CompilationReader reader) => reader.Get(static reader => new StepFlowReader(reader));

    /// <summary>Reads a step, input step or form.</summary>
    /// <param name="method">The method.</param>
    /// <param name="isForm">True for a form or input step.</param>
    public StepFlow Read(IMethodSymbol method, bool isForm) =>
        (isForm ? _forms : _steps).GetOrAdd(method, read => ReadMethod(read, isForm));

    private StepFlow ReadMethod(IMethodSymbol method, bool isForm)
    {
        var result = _results.Parse(method, isForm, out _).Value;
        var gives = ImmutableArray.CreateBuilder<StepGift>();
        if (result?.Kind == ResultKind.Subscription)
        {
            var product = _results.FindSubscription(method);
            gives.Add(
                new("subscription", product is null ? "" : Display(product), JsonShape.Unknown)
                {
                    Product = product is null ? "" : SymbolFormats.Identity(product),
                }
            );
        }

        if (result is not null)
        {
            var references = isForm ? FindReferences(method) : [];
            foreach (var (output, type) in _results.FindTypedKeys(method, isForm))
            {
                gives.Add(
                    new(
                        output.Key,
                        Display(type),
                        output.IsSubscription ? JsonShape.Unknown : JsonShape.Of(type, JsonConverters.Of(reader))
                    )
                    {
                        Value = type,
                        Product = output.IsSubscription && type is INamedTypeSymbol product ? SymbolFormats.Identity(product) : null,
                        Reference = references.TryGetValue(output.Key, out var referred) ? referred : null,

                        // A page that was not asked gives null.
                        CanBeNull = !output.IsSubscription && (result.CanBeNull || IsNullable(type) || output.Path.PageCanBeNull),
                        CanBeAbsent = !output.IsSubscription && result.CanBeNull,
                    }
                );
            }
        }

        return new(
            method.Name,
            [.. method.Parameters.Select(parameter => TryRead(parameter, isForm)).OfType<StepNeed>(), .. FindReads(method)],
            gives.ToImmutable(),
            result is null or { Kind: ResultKind.State }
        )
        {
            TakesState = method.Parameters.Any(IsState),
            Services =
            [
                .. method
                    .Parameters.Where(IsTakenForService)
                    .Select(static parameter => new StepService(SnakeCase.Convert(parameter.Name), parameter)),
            ],
            Removes = isForm || method.FindAttribute(reader.Known.StepAttribute) is not { } step ? [] : [.. RemovedBy(step)],
        };
    }

    /// <summary>The keys that a step attribute says are taken out of the state.</summary>
    public static IEnumerable<string> RemovedBy(AttributeData step) =>
        step.NamedValues("Removes")
            .Select(static key => key.Scalar() as string)
            .OfType<string>()
            .Where(static key => key.Length > 0)
            .Distinct(StringComparer.Ordinal);

    /// <summary>What the fields of the pages that a form gives refer to, by their keys.</summary>
    private Dictionary<string, INamedTypeSymbol> FindReferences(IMethodSymbol form)
    {
        var references = new Dictionary<string, INamedTypeSymbol>(StringComparer.Ordinal);
        foreach (var (key, property) in _results.FindAnswers(form))
        {
            if (
                property.FindAttribute(reader.Known.SubscriptionOfAttribute)?.PositionalValue(0) is INamedTypeSymbol
                {
                    TypeKind: TypeKind.Class
                } product
            )
            {
                references[key] = product;
            }
        }

        return references;
    }

    private bool IsState(IParameterSymbol parameter) => KnownSymbols.Is(parameter.Type, reader.Known.State);

    private IEnumerable<StepNeed> FindReads(IMethodSymbol method) =>
        (method.PartialImplementationPart ?? method).Parameters.FirstOrDefault(IsState) is { } state
        && MethodBody.Find(method, reader, CancellationToken.None) is { } body
            ? StateReads.Find(body, state, reader, CancellationToken.None).Needs.Select(static need => need with { IsInBody = true })
            : [];

    // A type that nothing can be made of by itself is a service, unless its author says so, by guess.
    private bool IsTakenForService(IParameterSymbol parameter) =>
        _bindings.Parse(parameter, isForm: false).Value is { Kind: ParameterKind.Service }
        && !parameter.HasAttribute(reader.Known.FromServicesAttribute);

    private StepNeed? TryRead(IParameterSymbol parameter, bool isForm)
    {
        if (
            _bindings.Parse(parameter, isForm).Value
            is not {
                Kind: ParameterKind.Subscription or ParameterKind.OptionalSubscription or ParameterKind.Value or ParameterKind.OptionalValue
            } binding
        )
        {
            return null;
        }

        return SubscriptionUse.TryRead(parameter.Type, reader, parameter) is { } subscription
            ? new(binding.Key, parameter.Name, Display(subscription.Product), JsonShape.Unknown)
            {
                Product = SymbolFormats.Identity(subscription.Product),
                ProductType = subscription.Product,
                IsOptional = binding.Kind == ParameterKind.OptionalSubscription,
            }
            : new(binding.Key, parameter.Name, Display(parameter.Type), JsonShape.Of(parameter.Type, JsonConverters.Of(reader)))
            {
                Value = parameter.Type as INamedTypeSymbol,
                IsOptional = binding.Kind == ParameterKind.OptionalValue,
                IsBlock = reader.Known.IsProductBlock(parameter.Type),
                MayBeService = MayBeService(parameter.Type),
                RejectsNull = !(parameter.Type.IsReferenceType && parameter.Type.NullableAnnotation != NullableAnnotation.NotAnnotated),
            };
    }

    // Numbers, dates, ids and enumerations are values, whatever a converter makes of them, and so is a block, an address or a list.
    private bool MayBeService(ITypeSymbol type) =>
        type is { TypeKind: TypeKind.Class or TypeKind.Interface, SpecialType: SpecialType.None }
        && !type.AllInterfaces.Any(static contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable)
        && !reader.Known.IsProductBlock(type)
        && !KnownSymbols.Is(type, reader.Known.Uri)
        && !KnownSymbols.Is(type, reader.Known.IPAddress);

    private static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static bool IsNullable(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || type.NullableAnnotation == NullableAnnotation.Annotated;
}
