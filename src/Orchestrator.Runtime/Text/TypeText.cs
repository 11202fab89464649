using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Orchestrator;

/// <summary>Writes types in messages as their author writes them in C#: <c>List&lt;int&gt;</c>, where .NET says <c>List`1</c>.</summary>
internal static partial class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(char)] = "char",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    private static readonly Dictionary<string, string> KeywordsByName = Keywords.ToDictionary(
        static keyword => keyword.Key.FullName!,
        static keyword => keyword.Value,
        StringComparer.Ordinal
    );

    /// <summary>Writes a type without its namespace.</summary>
    internal static string Of(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return $"{Of(value)}?";
        }

        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (type.Name.Split('`') is not [_, var arity])
        {
            return NameOf(type);
        }

        // The arguments of the types around it come first.
        var arguments = type.GetGenericArguments().TakeLast(int.Parse(arity, CultureInfo.InvariantCulture)).Select(Of);
        return type.IsAssignableTo(typeof(ITuple)) && type.IsValueType
            ? $"({string.Join(", ", arguments)})"
            : $"{NameOf(type)}<{string.Join(", ", arguments)}>";
    }

    /// <summary>The name alone, without namespace and arguments.</summary>
    internal static string NameOf(Type type) => type.Name.Split('`')[0];

    /// <summary>Writes the types in a message of .NET in the same way.</summary>
    internal static string Clean(string message)
    {
        // From the inside out: the arguments of a match have no arguments of their own any more.
        while (message.Contains('`', StringComparison.Ordinal) && Generic().IsMatch(message))
        {
            message = Generic().Replace(message, static found => $"{found.Groups["name"]}<{ArgumentsOf(found)}>");
        }

        return NullableValue().Replace(Simple(message), "$1?");
    }

    private static string ArgumentsOf(Match generic) =>
        Comma().Replace(Namespaces().Replace(Simple(generic.Groups["arguments"].Value), ""), ", ");

    private static string Simple(string text) =>
        SystemType().Replace(text, static found => KeywordsByName.GetValueOrDefault(found.Value, found.Value));

    [GeneratedRegex(@"(?:\w+[.+])*(?<name>\w+)`\d+\[(?<arguments>[^\[\]]+(?:\[\][^\[\]]*)*)\]")]
    private static partial Regex Generic();

    [GeneratedRegex(@"(?:\w+[.+])+(?=\w)")]
    private static partial Regex Namespaces();

    [GeneratedRegex(@", ?")]
    private static partial Regex Comma();

    [GeneratedRegex(@"\bSystem\.\w+\b(?![.+]\w|`)")]
    private static partial Regex SystemType();

    [GeneratedRegex(@"\bNullable<([^<>]+)>")]
    private static partial Regex NullableValue();
}
