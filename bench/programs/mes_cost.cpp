// Reads an approval election, counts it five times with `mes_cost` of pabumeasures and prints the least CPU
// seconds, then the winners in order. Input: budget, voters, projects; per project its cost, its name, how
// many support it, and the numbers of these.

#include "pb_rules_and_measures/MesCost.h"

#include <algorithm>
#include <ctime>
#include <iostream>
#include <limits>
#include <string>
#include <vector>

int main() {
    long long budget;
    int voters, count;
    std::cin >> budget >> voters >> count;
    std::vector<ProjectEmbedding> projects;
    for (int at = 0; at < count; at++) {
        long long cost;
        std::string name;
        int supporters;
        std::cin >> cost >> name >> supporters;
        std::vector<int> numbers(supporters);
        for (auto &number : numbers) std::cin >> number;
        projects.emplace_back(cost, name, numbers);
    }
    Election election(budget, voters, projects);
    std::vector<ProjectEmbedding> winners;
    double least = std::numeric_limits<double>::infinity();
    for (int round = 0; round < 5; round++) {
        auto start = std::clock();
        winners = mes_cost(election, ProjectComparator::ByCostAscThenVotesDesc);
        least = std::min(least, double(std::clock() - start) / CLOCKS_PER_SEC);
    }
    std::cout << least << "\n";
    for (const auto &winner : winners) std::cout << winner.name() << "\n";
}
