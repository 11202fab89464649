using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Symbols;

/// <summary>Keeps what was read of each symbol of a compilation.</summary>
/// <param name="read">Reads one. Two threads may both read it; all get the same.</param>
internal class Memo<TSymbol, TValue>(Func<TSymbol, TValue> read)
    where TSymbol : ISymbol
{
    private readonly ConcurrentDictionary<ISymbol, TValue> _values = new(SymbolEqualityComparer.Default);

    public TValue this[TSymbol symbol] => _values.TryGetValue(symbol, out var value) ? value : _values.GetOrAdd(symbol, read(symbol));
}
