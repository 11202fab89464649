using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Search;

/// <summary>The values of a condition that is being composed, each as a parameter.</summary>
internal sealed class SqlValues
{
    private readonly List<Action<Statement>> _bindings = [];

    /// <summary>Adds a text, and names its parameter.</summary>
    internal string Add(string text) => Add((statement, name) => statement.With(name, text));

    /// <summary>Adds an id, and names its parameter.</summary>
    internal string Add(Guid id) => Add((statement, name) => statement.With(name, id));

    /// <summary>Adds a number, and names its parameter.</summary>
    internal string Add(double number) => Add((statement, name) => statement.With(name, number));

    /// <summary>Adds a yes or no, and names its parameter.</summary>
    internal string Add(bool flag) => Add((statement, name) => statement.With(name, flag));

    /// <summary>Adds a time, and names its parameter.</summary>
    internal string Add(DateTimeOffset time) => Add((statement, name) => statement.With(name, time));

    /// <summary>Gives a statement all of them.</summary>
    internal Statement Bind(Statement statement)
    {
        foreach (var bind in _bindings)
        {
            bind(statement);
        }

        return statement;
    }

    private string Add(Action<Statement, string> bind)
    {
        var name = $"v{_bindings.Count}";
        _bindings.Add(statement => bind(statement, name));
        return $"@{name}";
    }
}
