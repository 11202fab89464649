using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Pipeline;

/// <summary>
/// Keeps the model of each candidate as long as its syntax lives, and gives it again while nothing that it was read from has changed.
/// </summary>
/// <remarks>Why a generator may keep this is in docs/decisions/0034.</remarks>
internal sealed class ModelMemory<TModel>(Func<SyntaxNode, SemanticModel, CancellationToken, TModel?> parse)
    where TModel : class
{
    private readonly ConditionalWeakTable<SyntaxNode, Entry> _entries = new();

    private Latest? _latest;

    /// <summary>The model of a candidate; null when it has none.</summary>
    public TModel? Get(GeneratorSyntaxContext syntax, CancellationToken cancellationToken)
    {
        var fingerprint = Intern(DeclarationFingerprint.Of(syntax.SemanticModel.Compilation, cancellationToken));
        if (_entries.TryGetValue(syntax.Node, out var known) && known.Fingerprint.Equals(fingerprint))
        {
            return known.Model;
        }

        var model = parse(syntax.Node, syntax.SemanticModel, cancellationToken);
        _entries.Remove(syntax.Node);
        _entries.GetValue(syntax.Node, _ => new(fingerprint, model));
        return model;
    }

    // The instance that the entries have, while it is equal: two hundred references are compared once for a compilation, not once for each
    // candidate.
    private DeclarationFingerprint Intern(DeclarationFingerprint fingerprint)
    {
        var latest = Volatile.Read(ref _latest);
        if (latest is null || !ReferenceEquals(latest.Asked, fingerprint))
        {
            latest = new(fingerprint, fingerprint.Equals(latest?.Interned) ? latest!.Interned : fingerprint);
            Volatile.Write(ref _latest, latest);
        }

        return latest.Interned;
    }

    private sealed record Entry(DeclarationFingerprint Fingerprint, TModel? Model);

    private sealed record Latest(DeclarationFingerprint Asked, DeclarationFingerprint Interned);
}
