using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Collections;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Json;
using Orchestrator.Generators.Refusals;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Views;

namespace Orchestrator.Generators.Binding;

/// <summary>Reads how a step or form method is called: what its parameters are bound to and what its result is to the state.</summary>
internal sealed class BindingParser(CompilationReader reader)
{
    private readonly ResultParser _results = new(reader);

    /// <summary>Reads a step or input step.</summary>
    /// <param name="method">The method.</param>
    /// <param name="isForm">True for an input step, false for a step.</param>
    /// <param name="name">The method as emitted code names it.</param>
    public Parsed<InvocationModel> ParseStep(IMethodSymbol method, bool isForm, string name)
    {
        var refusals = ImmutableArray.CreateBuilder<Refusal>();
        if (MethodShape.FindStepRefusal(method, reader) is { } shape)
        {
            refusals.Add(shape);
        }

        return Parse(method, isForm, name, refusals);
    }

    /// <summary>
    /// Reads a form, which a workflow names: it may have any parameters that can be bound, and its class may have others of its name
    /// nowhere.
    /// </summary>
    /// <param name="method">The method.</param>
    /// <param name="name">The method as emitted code names it.</param>
    public Parsed<InvocationModel> ParseForm(IMethodSymbol method, string name)
    {
        var refusals = ImmutableArray.CreateBuilder<Refusal>();
        if (MethodShape.FindRefusal(method, reader, RefusalKind.FormNotStatic) is { } shape)
        {
            refusals.Add(shape.Kind == RefusalKind.Generic ? shape with { Kind = RefusalKind.FormIsGeneric } : shape);
        }
        else if (method is { IsAsync: true, ReturnsVoid: true } or { RefKind: not RefKind.None })
        {
            refusals.Add(
                new(
                    RefusalKind.FormResultWithoutKeys,
                    method,
                    method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)
                )
            );
        }

        return Parse(method, isForm: true, name, refusals);
    }

    private Parsed<InvocationModel> Parse(IMethodSymbol method, bool isForm, string name, ImmutableArray<Refusal>.Builder refusals)
    {
        // One reason for the method is enough; each parameter that cannot be bound is said beside it.
        var result = _results.Parse(method, isForm, out var isAwaited);
        if (refusals.Count == 0)
        {
            refusals.AddRange(result.Refusals);
        }

        var parameters = new List<ParameterModel>(method.Parameters.Length);
        foreach (var parameter in method.Parameters)
        {
            var parsed = Parse(parameter, isForm);
            refusals.AddRange(parsed.Refusals);
            if (parsed.Value is { } model)
            {
                parameters.Add(model);
            }
        }

        return refusals.Count == 0 && result.Value is { } keys
            ? new InvocationModel(name, isAwaited, parameters.ToEquatableArray(), keys)
            : refusals.ToImmutable();
    }

    /// <summary>Reads what a parameter is bound to.</summary>
    public Parsed<ParameterModel> Parse(IParameterSymbol parameter, bool isForm)
    {
        var type = parameter.Type;
        if (!isForm && KnownSymbols.Is(type, reader.Known.FormSession))
        {
            return new Refusal(RefusalKind.StepAsks, parameter);
        }

        if (parameter.RefKind != RefKind.None || parameter.IsParams)
        {
            // Of a step the whole shape is refused.
            return new Refusal(isForm ? RefusalKind.FormParameterByReference : RefusalKind.ReportedElsewhere, parameter);
        }

        if (SubscriptionUse.TryRead(type, reader, parameter) is { } subscription)
        {
            var product = SymbolFormats.Bare(subscription.Product);
            return IsOptional(parameter)
                ? new ParameterModel(
                    ParameterKind.OptionalSubscription,
                    product,
                    SnakeCase.Convert(parameter.Name),
                    new(subscription.CanBeNull ? ConstantKind.Null : ConstantKind.NullOfNonNullable),
                    subscription.View
                )
                : new ParameterModel(ParameterKind.Subscription, product, SnakeCase.Convert(parameter.Name), View: subscription.View);
        }

        if (TypeUse.FindRefusal(type, parameter, reader) is { } refusal)
        {
            return refusal;
        }

        if (KnownSymbols.Is(type, reader.Known.FormSession))
        {
            return new ParameterModel(ParameterKind.Form);
        }

        if (type.TypeKind == TypeKind.Delegate && !parameter.HasAttribute(reader.Known.FromServicesAttribute))
        {
            return new Refusal(RefusalKind.Delegate, parameter, Display(type));
        }

        return FindContext(type) is { } kind ? new ParameterModel(kind)
            : ServiceKey.FindRefusal(parameter, reader) is { } key ? key
            : IsService(parameter)
                ? new ParameterModel(
                    ParameterKind.Service,
                    ServiceKey.TypeOf(parameter),
                    Default: ServiceKey.Read(parameter, reader.Known),
                    CanBeNull: ServiceKey.IsOptional(parameter)
                )
            : UnseenTypes.IsProductWithoutBase(type, reader.Known) ? new Refusal(RefusalKind.TypeNotSeen, parameter)
            : StateValues.FindLive(type) is { } live ? new Refusal(RefusalKind.Live, parameter, Display(live))
            : IsOptional(parameter)
                ? new ParameterModel(
                    ParameterKind.OptionalValue,
                    type.ToDisplayString(SymbolFormats.Type),
                    SnakeCase.Convert(parameter.Name),
                    DefaultOf(parameter),
                    CanBeNull: CanBeNull(type) && parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: not null }
                )
            : new ParameterModel(
                ParameterKind.Value,
                type.ToDisplayString(SymbolFormats.Type),
                SnakeCase.Convert(parameter.Name),
                CanBeNull: CanBeNull(type)
            );
    }

    // Without annotations no one knows, so null is let through as it always was.
    private static bool CanBeNull(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
        || (type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated);

    private ParameterKind? FindContext(ITypeSymbol type) =>
        KnownSymbols.Is(type, reader.Known.State) ? ParameterKind.State
        : KnownSymbols.Is(type, reader.Known.ProcessContext) ? ParameterKind.Process
        : KnownSymbols.Is(type, reader.Known.Logger) ? ParameterKind.Logger
        : KnownSymbols.Is(type, reader.Known.CancellationToken) ? ParameterKind.CancellationToken
        : null;

    private bool IsService(IParameterSymbol parameter) =>
        parameter.HasAttribute(reader.Known.FromServicesAttribute)
        || parameter.HasAttribute(reader.Known.FromKeyedServicesAttribute)
        || (
            parameter.Type is { TypeKind: TypeKind.Interface } or { TypeKind: TypeKind.Class, IsAbstract: true }
            && !IsCollection(parameter.Type)
            && !JsonAttributes.IsAbstractValue(parameter.Type)
        );

    private static bool IsCollection(ITypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { ContainingNamespace.ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space is { Name: "Collections", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
    }

    private static bool IsOptional(IParameterSymbol parameter) =>
        parameter.HasExplicitDefaultValue
        || parameter.Type.NullableAnnotation == NullableAnnotation.Annotated
        || parameter.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    private ConstantModel DefaultOf(IParameterSymbol parameter) =>
        parameter.HasExplicitDefaultValue && parameter.ExplicitDefaultValue is { } value
            ? Constants.Read(value, parameter.Type, reader.Known)
        : parameter.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? new(ConstantKind.Null)
        : Constants.Read(null, parameter.Type, reader.Known);

    private static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
