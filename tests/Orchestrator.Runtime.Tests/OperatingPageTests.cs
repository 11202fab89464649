using System.ComponentModel;
using System.Globalization;
using System.Text.RegularExpressions;
using Orchestrator.Hosting;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests;

public sealed partial class OperatingPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operating.md"));

    [Fact]
    public void Every_setting_is_listed_with_its_default()
    {
        var options = new OrchestratorOptions();
        var listed = Rows().Matches(Page).ToDictionary(static row => row.Groups["name"].Value.Split(':')[0], static row => row.Groups["default"].Value.Trim(), StringComparer.Ordinal);
        var properties = typeof(OrchestratorOptions).GetProperties();

        Assert.Empty(properties.Select(static property => property.Name).Except(listed.Keys));
        foreach (var property in properties.Where(static property => property.PropertyType == typeof(string) || property.PropertyType.IsValueType))
        {
            var value = TypeDescriptor.GetConverter(property.PropertyType).ConvertToString(null, CultureInfo.InvariantCulture, property.GetValue(options)!);
            Assert.Equal($"`{value}`", listed[property.Name], ignoreCase: true);
        }

        Assert.Equal(string.Join(", ", options.Queues.Select(static queue => $"`{queue.Key}` {queue.Value}")), listed["Queues"]);
    }

    [GeneratedRegex(@"^\| `(?<name>\w+(:<?\w+>?)?)` \| (?<default>[^|]+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Rows();
}
