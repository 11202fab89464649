using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Models;

namespace Orchestrator.Generators.Parsing;

/// <summary>Reads how a step or form method is called: what its parameters are bound to and what its result is to the state.</summary>
internal sealed class BindingParser(KnownTypes known)
{
    private readonly ResultParser _results = new(known);

    /// <summary>Reads a method; null when it can not be called from emitted code.</summary>
    /// <param name="method">The method.</param>
    /// <param name="isForm">True for a form or input step, false for a step.</param>
    /// <param name="name">The method as emitted code names it.</param>
    public InvocationModel? TryParse(IMethodSymbol method, bool isForm, string name)
    {
        if (!IsCallable(method) || _results.TryParse(method, isForm, out var isAwaited) is not { } result)
        {
            return null;
        }

        var parameters = new List<ParameterModel>(method.Parameters.Length);
        foreach (var parameter in method.Parameters)
        {
            if (TryParse(parameter, isForm) is not { } model)
            {
                return null;
            }

            parameters.Add(model);
        }

        return new(name, isAwaited, parameters.ToEquatableArray(), result);
    }

    /// <summary>Reads what a parameter is bound to; null when nothing can be bound to it.</summary>
    public ParameterModel? TryParse(IParameterSymbol parameter, bool isForm)
    {
        var type = parameter.Type;
        if (parameter.RefKind != RefKind.None || parameter.IsParams)
        {
            return null;
        }

        if (SubscriptionUse.TryRead(type, known) is { } subscription)
        {
            var product = SymbolFormats.Bare(subscription.Product);
            return IsOptional(parameter)
                ? new(ParameterKind.OptionalSubscription, product, SnakeCase.Convert(parameter.Name), subscription.CanBeNull ? "null" : "null!", subscription.View)
                : new(ParameterKind.Subscription, product, SnakeCase.Convert(parameter.Name), View: subscription.View);
        }

        if (!TypeUse.IsPossible(type))
        {
            return null;
        }

        if (KnownTypes.Is(type, known.FormSession))
        {
            return isForm ? new(ParameterKind.Form) : null;
        }

        return FindContext(type) is { } kind ? new(kind)
            : IsService(parameter) ? new(ParameterKind.Service, SymbolFormats.Bare(type))
            : IsOptional(parameter) ? new(ParameterKind.OptionalValue, type.ToDisplayString(SymbolFormats.Type), SnakeCase.Convert(parameter.Name), DefaultOf(parameter))
            : new(ParameterKind.Value, type.ToDisplayString(SymbolFormats.Type), SnakeCase.Convert(parameter.Name));
    }

    private ParameterKind? FindContext(ITypeSymbol type) =>
        KnownTypes.Is(type, known.State) ? ParameterKind.State
        : KnownTypes.Is(type, known.ProcessContext) ? ParameterKind.Process
        : KnownTypes.Is(type, known.Logger) ? ParameterKind.Logger
        : KnownTypes.Is(type, known.CancellationToken) ? ParameterKind.CancellationToken
        : null;

    private bool IsService(IParameterSymbol parameter) =>
        parameter.HasAttribute(known.FromServicesAttribute)
        || (parameter.Type.TypeKind == TypeKind.Interface && !IsCollection(parameter.Type))
        || parameter.Type is { TypeKind: TypeKind.Class, IsAbstract: true };

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

    private static string DefaultOf(IParameterSymbol parameter) =>
        parameter.HasExplicitDefaultValue && parameter.ExplicitDefaultValue is { } value ? Literals.Constant(value, parameter.Type)
        : parameter.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? "null"
        : Literals.Constant(null, parameter.Type);

    // The author writes the method as a method group, so it must be the only one of its name. Nobody can wait for an async method without a task.
    private static bool IsCallable(IMethodSymbol method) =>
        method is { IsStatic: true, IsAbstract: false, IsVirtual: false, IsExtern: false, IsGenericMethod: false, MethodKind: MethodKind.Ordinary, RefKind: RefKind.None, IsVararg: false, CanBeReferencedByName: true }
        && !(method.IsAsync && method.ReturnsVoid)
        && (!method.IsPartialDefinition || method.PartialImplementationPart is not null)
        && method.ContainingType.GetMembers(method.Name).Length == 1;
}
