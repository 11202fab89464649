using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators;

/// <summary>Keeps the model of each candidate as long as its syntax lives, and gives it again while nothing that it was read from has changed.</summary>
internal sealed class ModelMemory<TModel>(Func<SyntaxNode, SemanticModel, CancellationToken, TModel?> parse)
    where TModel : class
{
    private readonly ConditionalWeakTable<SyntaxNode, Entry> _entries = new();

    /// <summary>The model of a candidate; null when it has none.</summary>
    public TModel? Get(GeneratorSyntaxContext syntax, CancellationToken cancellationToken)
    {
        var fingerprint = DeclarationFingerprint.Of(syntax.SemanticModel.Compilation, cancellationToken);
        if (_entries.TryGetValue(syntax.Node, out var known) && known.Fingerprint.Equals(fingerprint))
        {
            return known.Model;
        }

        var model = parse(syntax.Node, syntax.SemanticModel, cancellationToken);
        _entries.Remove(syntax.Node);
        _entries.GetValue(syntax.Node, _ => new(fingerprint, model));
        return model;
    }

    private sealed record Entry(DeclarationFingerprint Fingerprint, TModel? Model);
}
