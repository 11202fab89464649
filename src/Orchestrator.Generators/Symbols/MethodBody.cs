using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orchestrator.Generators.Symbols;

/// <summary>Finds the code of a method.</summary>
internal static class MethodBody
{
    /// <summary>
    /// The expression or block of a method, of a partial one in its other part; null when it has none in this compilation.
    /// </summary>
    public static SyntaxNode? Find(IMethodSymbol method, CompilationReader reader, CancellationToken cancellationToken)
    {
        foreach (var reference in (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences)
        {
            if (!reader.Compilation.ContainsSyntaxTree(reference.SyntaxTree))
            {
                continue;
            }

            var body = reference.GetSyntax(cancellationToken) switch
            {
                BaseMethodDeclarationSyntax declared => (SyntaxNode?)declared.ExpressionBody?.Expression ?? declared.Body,
                LocalFunctionStatementSyntax local => (SyntaxNode?)local.ExpressionBody?.Expression ?? local.Body,
                _ => null,
            };
            if (body is not null)
            {
                return body;
            }
        }

        return null;
    }
}
