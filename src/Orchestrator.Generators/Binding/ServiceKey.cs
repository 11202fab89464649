using Microsoft.CodeAnalysis;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Refusals;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Binding;

/// <summary>
/// Reads how a parameter of a step, of a form or of a resource's constructor asks for a service: by its type, by the key that
/// <c>[FromKeyedServices]</c> names, and whether it can do without.
/// </summary>
internal static class ServiceKey
{
    /// <summary>True for a service that need not be registered: its type or its default value says that there may be none.</summary>
    public static bool IsOptional(IParameterSymbol parameter) =>
        parameter.Type.IsReferenceType
        && (parameter.HasExplicitDefaultValue || parameter.Type.NullableAnnotation == NullableAnnotation.Annotated);

    /// <summary>The service as emitted code asks for it: one that need not be registered is null where the parameter says so.</summary>
    public static string TypeOf(IParameterSymbol parameter) =>
        IsOptional(parameter) ? parameter.Type.ToDisplayString(SymbolFormats.Type) : SymbolFormats.Bare(parameter.Type);

    /// <summary>The key; null for a service without one.</summary>
    public static ConstantModel? Read(IParameterSymbol parameter, KnownSymbols known) =>
        Find(parameter, known)?.PositionalConstant(0) is not { } key
            ? null
            : key.Scalar() switch
            {
                null => null,
                ITypeSymbol type => Constants.ReadType(type),
                var value => Constants.Read(value, key.Type!, known),
            };

    /// <summary>Why emitted code cannot ask for the key of a parameter; null when it can, and when there is none.</summary>
    public static Refusal? FindRefusal(IParameterSymbol parameter, CompilationReader reader)
    {
        if (Find(parameter, reader.Known) is not { } attribute)
        {
            return parameter.GetAttributes().Any(derived => derived.AttributeClass.IsOrDerivesFrom(reader.Known.FromKeyedServicesAttribute))
                ? new(RefusalKind.KeyIsInherited, parameter)
                : null;
        }

        if (attribute.HasUnreadable())
        {
            return new(RefusalKind.TypeNotSeen, parameter);
        }

        var key = attribute.PositionalConstant(0);
        return key is { Kind: TypedConstantKind.Array, IsNull: false } ? new(RefusalKind.KeyIsArray, parameter)
            : (key.Scalar() as ITypeSymbol ?? (key.Kind == TypedConstantKind.Enum ? key.Type : null)) is { } named
                ? TypeUse.FindRefusal(named, parameter, reader)
            : null;
    }

    private static AttributeData? Find(IParameterSymbol parameter, KnownSymbols known) =>
        parameter.FindAttribute(known.FromKeyedServicesAttribute);
}
