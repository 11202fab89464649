using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.CodeFixes.Editing;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Mapping;
using Orchestrator.Generators.Refusals;
using Orchestrator.Generators.Rules;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.CodeFixes.Fixes;

/// <summary>
/// ORCH4001: marks a class that derives from <c>SubscriptionModel</c> or <c>ProductBlock</c> as the product or block that it is, under the
/// name of the class.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MarkModelFix))]
[Shared]
public sealed class MarkModelFix() : SourceFix(DiagnosticIds.CannotBeMapped)
{
    private const string Block = nameof(Block);

    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (
            await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || await document.FindAsync<MemberDeclarationSyntax>(diagnostic, cancellationToken).ConfigureAwait(false)
                is not TypeDeclarationSyntax declaration
            || model.GetDeclaredSymbol(declaration, cancellationToken) is not { } type
        )
        {
            return null;
        }

        var reader = CompilationReader.Of(model.Compilation);
        var isProduct = reader.Known.IsSubscriptionModel(type);
        return
            UnmarkedModels.Of(reader).Contains(type)
            && new MappingParser(reader)
                .FindRefusals(type, isProduct, cancellationToken)
                .All(static refusal => refusal.Kind == RefusalKind.NotPartial)
            ? new(
                $"Mark '{type.Name}' as a product{(isProduct ? "" : " block")}",
                nameof(MarkModelFix),
                token =>
                    AttributeMark.WriteAsync(
                        document,
                        declaration,
                        known => isProduct ? known.ProductAttribute : known.ProductBlockAttribute,
                        isProduct ? NameProduct(type.Name) : NameBlock(type.Name),
                        token
                    )
            )
            : null;
    }

    private static string NameProduct(string name) => SyntaxSearch.ToSentence(name).ToLowerInvariant();

    private static string NameBlock(string name) =>
        name.Length > Block.Length && name.EndsWith(Block, StringComparison.Ordinal) ? name.Substring(0, name.Length - Block.Length) : name;
}
