using Orchestrator.Tests.Support;

namespace Orchestrator.Tests;

/// <summary>Which database this suite runs on.</summary>
public sealed class TestDatabaseTests
{
    [Fact]
    public void The_database_is_the_one_that_the_variable_names_and_SQLite_without_it()
    {
        using var database = TestDatabase.New();

        Assert.IsType(
            Environment.GetEnvironmentVariable("ORCHESTRATOR_TEST_PROVIDER") == "postgresql"
                ? typeof(PostgreSqlTestDatabase)
                : typeof(SqliteTestDatabase),
            database
        );
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("mysql")]
    public void Another_value_is_refused_with_those_that_are_allowed(string kind)
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => TestDatabase.New(kind));

        Assert.Equal(
            $"ORCHESTRATOR_TEST_PROVIDER is '{kind}', which is not a database of the tests. Set it to 'sqlite' or 'postgresql', or "
                + "unset it for 'sqlite'.",
            refusal.Message
        );
    }
}
