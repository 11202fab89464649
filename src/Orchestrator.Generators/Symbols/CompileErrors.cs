using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orchestrator.Generators.Symbols;

/// <summary>
/// Says whether the compiler refuses a declaration, for rules about what is missing elsewhere: the declaration may be what would give it. A
/// rule asks only where it would report something.
/// </summary>
internal static class CompileErrors
{
    /// <summary>True when a method, with its attributes and its body, does not compile. It binds the method.</summary>
    public static bool IsIn(IMethodSymbol method, CompilationReader reader, CancellationToken cancellationToken) =>
        method.DeclaringSyntaxReferences.Any(reference =>
            reader.Compilation.ContainsSyntaxTree(reference.SyntaxTree)
            && reader
                .ModelOf(reference.SyntaxTree)
                .GetDiagnostics(reference.Span, cancellationToken)
                .Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
        );

    /// <summary>True when an attribute of a declaration does not exist, so that no one knows what the declaration is.</summary>
    public static bool HasUnknownAttribute(this ISymbol symbol) =>
        symbol.GetAttributes().Any(static attribute => attribute.AttributeClass is null or { TypeKind: TypeKind.Error });

    /// <summary>True when an argument of an attribute has no value, or sets a property that the attribute does not have.</summary>
    public static bool DoesNotCompile(this AttributeData attribute, CancellationToken cancellationToken) =>
        attribute.HasUnreadable()
        || attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is AttributeSyntax { ArgumentList.Arguments: var arguments }
            && arguments.Count(static argument => argument.NameEquals is not null) != attribute.NamedArguments.Length;
}
