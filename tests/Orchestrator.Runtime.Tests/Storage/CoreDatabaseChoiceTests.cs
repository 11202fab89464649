using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orchestrator.Storage;
using Orchestrator.Storage.Schema;

namespace Orchestrator.Tests.Storage;

/// <summary>Which core database a host has.</summary>
public sealed class CoreDatabaseChoiceTests
{
    [Fact]
    public void The_only_database_that_a_host_brings_needs_no_setting()
    {
        Assert.Equal("Sqlite", Choose(static builder => builder.UseSqlite()));
        Assert.Equal("PostgreSql", Choose(static builder => builder.UsePostgreSql(), ("Database", "Host=unused")));
    }

    [Theory]
    [InlineData("Sqlite", "Sqlite")]
    [InlineData("postgresql", "PostgreSql")]
    public void The_setting_chooses_among_several_in_any_case(string setting, string expected) =>
        Assert.Equal(expected, Choose(UseBoth, ("Provider", setting), ("Database", "Host=unused")));

    [Fact]
    public void A_database_that_is_added_twice_is_one() =>
        Assert.Equal("Sqlite", Choose(static builder => builder.UseSqlite().UseSqlite()));

    [Fact]
    public void A_host_without_a_database_is_told_both_methods_and_packages() =>
        AssertRefused(
            "storage_provider_missing",
            static _ => { },
            [],
            "UseSqlite()",
            "UsePostgreSql()",
            "Orchestrator.Sqlite",
            "Orchestrator.PostgreSql"
        );

    [Fact]
    public void A_host_with_several_databases_is_told_the_setting() =>
        AssertRefused("storage_provider_ambiguous", UseBoth, [], "Sqlite or PostgreSql", "Orchestrator:Provider");

    [Fact]
    public void A_database_that_the_host_does_not_bring_is_refused_with_those_that_it_brings() =>
        AssertRefused(
            "storage_provider_unknown",
            static builder => builder.UseSqlite(),
            [("Provider", "PostgreSql")],
            "'PostgreSql'",
            "only Sqlite",
            "UsePostgreSql()"
        );

    [Fact]
    public void PostgreSql_without_a_connection_string_is_told_the_setting() =>
        AssertRefused("storage_connection_string", static builder => builder.UsePostgreSql(), [], "Orchestrator:Database is missing");

    [Fact]
    public void A_SQLite_file_that_no_setting_names_lies_in_the_content_root()
    {
        var builder = Host.CreateApplicationBuilder(
            new HostApplicationBuilderSettings { DisableDefaults = true, ContentRootPath = Path.GetTempPath() }
        );
        builder.Services.AddOrchestrator(builder.Configuration).UseSqlite();
        using var host = builder.Build();

        using var database = host.Services.GetRequiredService<IDbContextFactory<OrchestratorDbContext>>().CreateDbContext();

        Assert.Equal(
            Path.Combine(builder.Environment.ContentRootPath, "orchestrator.db"),
            new SqliteConnectionStringBuilder(database.Database.GetConnectionString()).DataSource
        );
    }

    private static void UseBoth(IOrchestratorBuilder builder) => builder.UseSqlite().UsePostgreSql();

    private static void AssertRefused(
        string code,
        Action<IOrchestratorBuilder> configure,
        (string Key, string Value)[] settings,
        params string[] parts
    )
    {
        var refused = Assert.Throws<StorageException>(() => Choose(configure, settings));

        Assert.Equal(code, refused.Code);
        Assert.All(parts, part => Assert.Contains(part, refused.Message, StringComparison.Ordinal));
    }

    private static string Choose(Action<IOrchestratorBuilder> configure, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings.Select(static setting => KeyValuePair.Create($"Orchestrator:{setting.Key}", (string?)setting.Value))
            )
            .Build();
        var services = new ServiceCollection();
        configure(services.AddOrchestrator(configuration));
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<DatabaseProvider>().Name;
    }
}
