using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Refusals;

namespace Orchestrator.Generators.Symbols;

/// <summary>Says whether a method, or the property of a chain, can be called from emitted code by its name alone.</summary>
internal static class MethodShape
{
    /// <summary>Why a method cannot be a workflow or a chain: it has to be static, without parameters, and to return a step list.</summary>
    public static Refusal? FindListRefusal(IMethodSymbol method, CompilationReader reader) =>
        FindRefusal(method, reader, RefusalKind.NotStatic)
        ?? (
            IsInExtensionBlock(method) ? new(RefusalKind.InExtensionBlock, method)
            : method.Parameters.Length > 0 ? new(RefusalKind.HasParameters, method)
            : reader.Known.IsStepList(method.ReturnType) && method.RefKind == RefKind.None ? null
            : new(IsSeen(method.ReturnType), method, Display(method.ReturnType))
        );

    /// <summary>Why a property cannot be a chain.</summary>
    public static Refusal? FindChainRefusal(IPropertySymbol property, CompilationReader reader) =>
        property switch
        {
            _ when IsInExtensionBlock(property) => new(RefusalKind.InExtensionBlock, property),
            { IsStatic: false } => new(RefusalKind.NotStatic, property),
            { IsAbstract: true } or { IsVirtual: true } => new(RefusalKind.AbstractOrVirtual, property),
            { GetMethod: null } => new(RefusalKind.ChainNotReadable, property),
            _ when property.IsForbiddenToRead(reader) => new(RefusalKind.Obsolete, property),
            _ when !reader.Known.IsStepList(property.Type) => new(
                property.Type.TypeKind == TypeKind.Error ? RefusalKind.TypeNotSeen : RefusalKind.ChainTypeIsWrong,
                property,
                Display(property.Type)
            ),
            _ => null,
        };

    /// <summary>
    /// Why a method cannot be a step or input step, its parameters and result aside. It is written as a method group, so it has to be alone
    /// under its name.
    /// </summary>
    public static Refusal? FindStepRefusal(IMethodSymbol method, CompilationReader reader) =>
        FindRefusal(method, reader, RefusalKind.StepNotStatic)
        ?? (
            method.RefKind != RefKind.None ? new(RefusalKind.ResultByReference, method)
            : method.ContainingType.GetMembers(method.Name).Length > 1 ? new(RefusalKind.Overloaded, method)
            : FindNamesake(method, reader) is { } inherited
                ? new(
                    RefusalKind.InheritedOverload,
                    method,
                    inherited.ContainingType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)
                )
            : method.Parameters.FirstOrDefault(static parameter => parameter.RefKind != RefKind.None || parameter.IsParams) is { } parameter
                ? new(RefusalKind.ParameterByReference, method, parameter.Name)
            : method is { IsAsync: true, ReturnsVoid: true } ? new(RefusalKind.AsyncVoid, method)
            : null
        );

    /// <summary>
    /// The inherited method that a method group of this one's name has too; null for none. One with the same parameters is hidden, and C#
    /// 13 leaves generic ones out.
    /// </summary>
    private static IMethodSymbol? FindNamesake(IMethodSymbol method, CompilationReader reader)
    {
        for (var type = method.ContainingType.BaseType; type is not null; type = type.BaseType)
        {
            foreach (var other in type.GetMembers(method.Name).OfType<IMethodSymbol>())
            {
                if (
                    other.MethodKind is MethodKind.Ordinary or MethodKind.Destructor
                    && !(other.IsGenericMethod && reader.LeavesGenericMethodsOut)
                    && reader.Compilation.IsSymbolAccessibleWithin(other, method.ContainingType)
                    && !IsHidden(other, method)
                )
                {
                    return other;
                }
            }
        }

        return null;
    }

    private static bool IsHidden(IMethodSymbol other, IMethodSymbol method) =>
        other.Arity == method.Arity
        && other.Parameters.Length == method.Parameters.Length
        && other
            .Parameters.Zip(
                method.Parameters,
                static (one, two) =>
                    SymbolEqualityComparer.Default.Equals(one.Type, two.Type)
                    && (one.RefKind == RefKind.None) == (two.RefKind == RefKind.None)
            )
            .All(static same => same);

    /// <summary>Why a method cannot be called at all.</summary>
    public static Refusal? FindRefusal(IMethodSymbol method, CompilationReader reader, RefusalKind notStatic) =>
        method switch
        {
            _ when FindUnnamed(method) is { } unnamed => new(RefusalKind.NotCalledByName, method, unnamed),
            { CanBeReferencedByName: false } or { MethodKind: not MethodKind.Ordinary } => new(RefusalKind.ReportedByCompiler, method),
            { IsVararg: true } => new(RefusalKind.Vararg, method),
            _ when method.IsForbidden(reader) => new(RefusalKind.Obsolete, method),
            { IsStatic: false } => new(notStatic, method),
            { IsAbstract: true } or { IsVirtual: true } => new(RefusalKind.AbstractOrVirtual, method),
            { IsExtern: true } => new(RefusalKind.Extern, method),
            _ when method.HasAttribute(reader.Known.UnmanagedCallersOnlyAttribute) => new(RefusalKind.OnlyNative, method),
            { IsConditional: true } => new(RefusalKind.Conditional, method),
            { IsGenericMethod: true } => new(RefusalKind.Generic, method),
            _ => null,
        };

    /// <summary>
    /// What a method is that has no name to be called by, as messages call it; null for any other. Attributes are not allowed on
    /// constructors.
    /// </summary>
    private static string? FindUnnamed(IMethodSymbol method) =>
        method.MethodKind switch
        {
            MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove => "an accessor",
            MethodKind.UserDefinedOperator => "an operator",
            MethodKind.Conversion => "a conversion",
            MethodKind.Destructor => "a finalizer",
            MethodKind.ExplicitInterfaceImplementation => "an explicit implementation of an interface",
            _ => null,
        };

    /// <summary>
    /// Why a partial method does nothing, where everything is seen: another generator may emit its body, so it is bound nevertheless. The
    /// compiler itself reports one that has to have a body.
    /// </summary>
    public static Refusal? FindMissingBody(IMethodSymbol method) =>
        method is { IsPartialDefinition: true, PartialImplementationPart: null, ReturnsVoid: true }
            ? new(RefusalKind.NoBody, method)
            : null;

    /// <summary>
    /// True for a member of an extension block, and for the method that the compiler makes of it in the class around the block.
    /// </summary>
    public static bool IsInExtensionBlock(ISymbol member) =>
        member.ContainingType is { IsExtension: true }
        || member.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax().Parent is ExtensionBlockDeclarationSyntax);

    private static RefusalKind IsSeen(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Error ? RefusalKind.TypeNotSeen : RefusalKind.NoStepList;

    private static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
